// Loaded before the servers that we did not write: whatever they listen on, it is loopback only.
if (globalThis.Bun) {
  const serve = Bun.serve;
  Bun.serve = (options) => serve({ ...options, hostname: "127.0.0.1" });
} else {
  const { Server } = require("node:net");
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (port, ...rest) {
    return listen.call(this, { port, host: "127.0.0.1" }, ...rest.filter((one) => typeof one === "function"));
  };
}
