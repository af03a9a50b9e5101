import { spawnSync } from 'node:child_process';
import { type PortName, portNames, type Ports, takenPorts } from './ports.ts';
import { usesGoogles } from './suiteEnvironment.ts';

const whyNotJava = (): string | undefined => {
  const { stdout, stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(`${stdout}${stderr}`)?.[1];
  if (error === undefined && Number(version) >= 21) return undefined;
  return (
    "CAUSERIE_RTDB=google runs Google's own database emulator, which needs Java 21 or newer; here is " +
    `${version === undefined ? 'none' : `Java ${version}`}. Install it (https://adoptium.net), or leave CAUSERIE_RTDB unset to use the emulator of this project.`
  );
};

/** The sentence that says why the suite cannot start, when that can be known beforehand. */
export const whyNot = async (
  ports: Ports,
  only: readonly PortName[],
  fix: string,
): Promise<string | undefined> => {
  const taken = await takenPorts(ports, only);
  if (taken.length > 0) {
    const list = taken.map((name) => `port ${ports[name]} (${portNames[name]})`).join(', ');
    return `Something else on this machine already uses ${list}: ${fix}`;
  }
  return usesGoogles() ? whyNotJava() : undefined;
};
