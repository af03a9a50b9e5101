/** What a strict Content-Security-Policy for a page without inline code says, and what weakens one. */

const fetchDirectives = [
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'media-src',
  'object-src',
  'manifest-src',
  'worker-src',
  'child-src',
  'frame-src',
] as const;

/** Content of these kinds does nothing by itself, so it may come along in the page. */
const mayBeInline: ReadonlySet<string> = new Set(['img-src', 'font-src', 'media-src']);

/**
 * A database lives in `<name>.firebaseio.com` or `<name>.<region>.firebasedatabase.app`, and refers its clients to other hosts there, named only
 * as they connect. No other wildcard is needed.
 */
const mayBeWild = /^(?:https|wss):\/\/\*\.(?:firebaseio\.com|firebasedatabase\.app)$/;

/** What App Check loads. Any other host could serve whatever its other users put there, as public script hosts do. */
const scriptHosts = /^https:\/\/www\.(?:google|gstatic)\.com\/recaptcha\//;
const loadsScripts = /^(?:default-src|script-src(?:-elem)?|worker-src)$/;

const loopback = /^(?:\w+:\/\/)?(?:127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0|\[::1\])(?::|\/|$)/;

/** Words that mean something only in quotes; without them they are names of hosts. */
const keywords: ReadonlySet<string> = new Set(['self', 'none', 'unsafe-inline', 'unsafe-eval', 'script']);

type Policy = ReadonlyMap<string, readonly string[]>;

const parsePolicy = (text: string): Policy => {
  const policy = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name, ...sources] = directive.trim().split(/\s+/);
    // Browsers hold to the first of two.
    if (name !== undefined && name !== '' && !policy.has(name.toLowerCase()))
      policy.set(name.toLowerCase(), sources);
  }
  return policy;
};

/** Why a source must not be in a directive, or undefined. */
const weakness = (directive: string, source: string): string | undefined => {
  const lower = source.toLowerCase();
  if (lower.startsWith("'")) {
    if (lower === "'self'" || lower === "'none'" || /^'sha(?:256|384|512)-/.test(lower)) return undefined;
    return lower.startsWith("'nonce-")
      ? 'is the same for every visitor of a static page'
      : 'lets injected code run';
  }
  if (keywords.has(lower)) return 'needs its quotes';
  if (loopback.test(lower)) return 'is an address of the visitor’s own machine';
  if (/^[a-z][a-z0-9+.-]*:$/.test(lower))
    return lower === 'data:' && mayBeInline.has(directive) ? undefined : 'allows every source of that kind';
  if (/^(?:http|ws|ftp):/.test(lower)) return 'is not encrypted';
  if (lower.includes('*'))
    return directive === 'connect-src' && mayBeWild.test(lower) ? undefined : 'is a wildcard';
  if (loadsScripts.test(directive) && !scriptHosts.test(lower))
    return 'is another host, whose scripts would run as ours: serve them with the page';
  return undefined;
};

const isOnly = (sources: readonly string[] | undefined, ...allowed: readonly string[]): boolean =>
  sources?.length === 1 && allowed.includes(sources[0]?.toLowerCase() ?? '');

const missing = (policy: Policy): readonly string[] => {
  const objects = policy.get('object-src') ?? policy.get('default-src');
  const trustedTypes = policy.get('trusted-types')?.map((source) => source.toLowerCase());
  const wants: readonly (readonly [met: boolean, complaint: string])[] = [
    [
      isOnly(policy.get('default-src'), "'none'", "'self'"),
      "default-src must be 'none' or 'self', for all that is not named",
    ],
    [isOnly(objects, "'none'"), "object-src must be 'none': plug-ins run code"],
    [
      isOnly(policy.get('base-uri'), "'none'", "'self'"),
      "base-uri must be 'none' or 'self': an injected <base> would redirect every relative script",
    ],
    [
      isOnly(policy.get('form-action'), "'none'", "'self'"),
      "form-action must be 'none' or 'self': an injected form would carry off what is typed",
    ],
    [
      isOnly(policy.get('frame-ancestors'), "'none'", "'self'"),
      "frame-ancestors must be 'none' or 'self', or other sites may frame the page and steal clicks",
    ],
    [
      isOnly(policy.get('require-trusted-types-for'), "'script'"),
      "require-trusted-types-for must be 'script', or a string can become markup anywhere",
    ],
    [
      trustedTypes !== undefined &&
        !trustedTypes.includes('*') &&
        !trustedTypes.includes("'allow-duplicates'"),
      "trusted-types must name the policies, without * and 'allow-duplicates'",
    ],
  ];
  return wants.flatMap(([met, complaint]) => (met ? [] : [complaint]));
};

/** Everything that is weak about a Content-Security-Policy, each as a clause; empty for a strict one. */
export const policyWeaknesses = (text: string): readonly string[] => {
  if (text.includes(',')) return ['a comma begins a second policy: write one, with semicolons'];
  const policy = parsePolicy(text);
  const weak = fetchDirectives.flatMap((directive) =>
    (policy.get(directive) ?? []).flatMap((source) => {
      const why = weakness(directive, source);
      return why === undefined ? [] : [`${source} in ${directive} ${why}`];
    }),
  );
  return [...weak, ...missing(policy)];
};
