export { type Clock, systemClock } from './clock.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts';
export { defaultLimits, type EmulatorLimits } from './limits.ts';
export { type InNamespace, type Owner, RulesError } from './owner.ts';
export { DataDirectoryError } from './journal/dataDirectoryError.ts';
