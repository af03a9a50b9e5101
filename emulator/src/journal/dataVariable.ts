/** The environment variable by which the supervisor tells its child where the data is. */
export const dataVariable = 'CAUSERIE_DATA';
