import type { CoverageSummary } from './coverage.ts';

/** Everything the coverage page says. */
export interface CoverageWords {
  readonly language: 'en' | 'fr';
  readonly title: (namespace: string) => string;
  readonly intro: string;
  readonly asJson: string;
  readonly otherLanguage: string;
  readonly summary: string;
  readonly figures: (summary: CoverageSummary, print: (count: number) => string) => readonly string[];
  readonly cut: string;
  readonly legend: string;
  readonly looks: Readonly<Record<Look, string>>;
  readonly file: string;
  readonly fileCut: string;
  readonly details: string;
  readonly detailsIntro: string;
  readonly noRules: string;
  /** `5 × true, 2 × false` */
  readonly times: (count: string, value: string) => string;
  readonly never: string;
  readonly failed: string;
  readonly samples: string;
  readonly line: (line: string) => string;
  readonly toDetails: (rule: string) => string;
}

/** How a part of the rules is coloured. */
export type Look = 'both' | 'onlyTrue' | 'onlyFalse' | 'never' | 'failed';

const en: CoverageWords = {
  language: 'en',
  title: (namespace) => `Coverage of the rules of ${namespace}`,
  intro:
    'What each part of the rules came to since they were uploaded. New rules begin anew. Requests of the owner pass by the rules and are not counted.',
  asJson: 'The same as JSON',
  otherLanguage: 'En français',
  summary: 'In short',
  figures: ({ rules, neverAsked, conditions, seenBothWays, onlyTrue, onlyFalse, neverReached }, print) => [
    `Rules: ${print(rules)}, of which ${print(neverAsked)} were never asked`,
    `Conditions: ${print(conditions)}`,
    `true in one request and false in another: ${print(seenBothWays)}`,
    `only ever true: ${print(onlyTrue)}`,
    `only ever false: ${print(onlyFalse)}`,
    `never reached: ${print(neverReached)}`,
  ],
  cut: 'There is too much in these rules to tell of all of it: the parts of the last ones are left out.',
  legend: 'Colours',
  looks: {
    both: 'true and false',
    onlyTrue: 'only true',
    onlyFalse: 'only false',
    never: 'never reached',
    failed: 'has failed',
  },
  file: 'The rules',
  fileCut: 'The file goes on; only its beginning is shown.',
  details: 'Every part',
  detailsIntro:
    'Whole rules and conditions are counted exactly. Of other parts some values are shown, from the first evaluations and ever fewer later.',
  noRules: 'There are no rules in this file, so nothing is allowed.',
  times: (count, value) => `${count} × ${value}`,
  never: 'never reached',
  failed: 'failed',
  samples: 'for example',
  line: (line) => `line ${line}`,
  toDetails: (rule) => `Every part of ${rule}`,
};

const fr: CoverageWords = {
  language: 'fr',
  title: (namespace) => `Couverture des règles de ${namespace}`,
  intro:
    'Ce que chaque partie des règles a donné depuis leur envoi. De nouvelles règles repartent de zéro. Les requêtes du propriétaire ne passent pas par les règles et ne comptent pas.',
  asJson: 'La même chose en JSON',
  otherLanguage: 'In English',
  summary: 'En bref',
  figures: ({ rules, neverAsked, conditions, seenBothWays, onlyTrue, onlyFalse, neverReached }, print) => [
    `Règles : ${print(rules)}, dont ${print(neverAsked)} jamais consultées`,
    `Conditions : ${print(conditions)}`,
    `vraies dans une requête et fausses dans une autre : ${print(seenBothWays)}`,
    `toujours vraies : ${print(onlyTrue)}`,
    `toujours fausses : ${print(onlyFalse)}`,
    `jamais atteintes : ${print(neverReached)}`,
  ],
  cut: 'Ces règles sont trop longues pour tout montrer : les parties des dernières manquent.',
  legend: 'Couleurs',
  looks: {
    both: 'vrai et faux',
    onlyTrue: 'toujours vrai',
    onlyFalse: 'toujours faux',
    never: 'jamais atteint',
    failed: 'a échoué',
  },
  file: 'Les règles',
  fileCut: 'Le fichier continue ; seul son début est montré.',
  details: 'Chaque partie',
  detailsIntro:
    'Les règles entières et les conditions sont comptées exactement. Des autres parties, quelques valeurs sont montrées, prises aux premières évaluations puis de plus en plus rarement.',
  noRules: 'Ce fichier ne contient aucune règle : rien n’est permis.',
  times: (count, value) => `${count} × ${value}`,
  never: 'jamais atteint',
  failed: 'échec',
  samples: 'par exemple',
  line: (line) => `ligne ${line}`,
  toDetails: (rule) => `Chaque partie de ${rule}`,
};

/** French for whoever asks for it, by `?lang=` or as the browser does; else English. */
export const wordsFor = (lang: string | undefined, acceptLanguage: string | undefined): CoverageWords => {
  if (lang === 'fr' || lang === 'en') return lang === 'fr' ? fr : en;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((one) => {
      const [name = '', quality] = one.trim().toLowerCase().split(';q=');
      return { name: name.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ name, quality }) => quality > 0 && (name === 'fr' || name === 'en'))
    .toSorted((a, b) => b.quality - a.quality);
  return wanted[0]?.name === 'fr' ? fr : en;
};
