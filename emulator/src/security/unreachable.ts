/** Ends a switch that has a case for everything: the compiler sees to it that nothing gets here. */
export const unreachable = (value: never): never => {
  throw new Error(`Not a case: ${JSON.stringify(value)}`);
};
