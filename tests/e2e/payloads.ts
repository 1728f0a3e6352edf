// The types whose schemas `make schemas` makes: what leaves the bot, and the manifest.
export type { HomeView, KnownBlock, ModalView } from "@slack/types";
export type { Manifest } from "./node_modules/@slack/web-api/dist/types/request/manifest";
