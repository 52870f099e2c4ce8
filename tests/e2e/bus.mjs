import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A bus on which nothing is started of itself: no key service, no accessibility, the same on every machine. */
const config = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A session bus of the test's own. `null` where the machine has none to give. */
export async function openBus(folder) {
  const file = join(folder, "bus.conf");
  await writeFile(file, config);
  const daemon = spawn("dbus-daemon", [`--config-file=${file}`, "--print-address", "--nofork", "--nopidfile"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const address = await new Promise((resolve) => {
    daemon.once("error", () => resolve(null));
    daemon.once("exit", () => resolve(null));
    daemon.stdout.once("data", (data) => resolve(String(data).trim()));
  });
  return address && { address, close: () => daemon.kill("SIGTERM") };
}

/** Hears every call on the bus. `heard` gives what was said so far. */
export function listenOn(bus, rule) {
  const monitor = spawn("dbus-monitor", ["--address", bus.address, rule], { stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  monitor.stdout.on("data", (data) => (text += data));
  return { heard: () => text, close: () => monitor.kill("SIGTERM") };
}
