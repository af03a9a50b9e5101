/** Where a request lands when it names no database: firebase-tools uses the same name. */
export const defaultNamespace = 'fake-server';

/** Hosts whose first label names the database. */
const namingHosts = ['.localhost', '.firebaseio.com', '.firebasedatabase.app'];

/**
 * A namespace becomes a file name when firebase-tools exports it, so separators and leading dots have no place in it.
 */
const legalNamespace = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

export type NamespaceProblem = { readonly problem: string };

/**
 * The database a request is for: its `ns` parameter, else the first label of a `Host` such as
 * `demo.localhost:9000`, else `fake-server`.
 *
 * @param ns the `ns` query parameter, or null when the URL has none
 * @param host the `Host` header
 */
export const namespaceOf = (ns: string | null, host: string | undefined): string | NamespaceProblem => {
  const name = ns === null || ns === '' ? namespaceOfHost(host) : ns;
  if (legalNamespace.test(name)) return name;
  return {
    problem:
      `Invalid namespace ${JSON.stringify(name.slice(0, 120))}: a database name has 1 to 100 letters, digits, ` +
      'hyphens, underscores or dots, and does not begin with a dot or hyphen',
  };
};

/** The project whose database this is by default: firebase-tools names the first one of `demo` `demo-default-rtdb`. */
export const projectOf = (namespace: string): string => namespace.replace(/-default-rtdb$/, '');

const namespaceOfHost = (host: string | undefined): string => {
  const name = (host ?? '').replace(/:\d*$/, '').toLowerCase();
  const [label] = name.split('.');
  const names = namingHosts.some((suffix) => name.endsWith(suffix));
  return names && label !== undefined && label !== '' ? label : defaultNamespace;
};
