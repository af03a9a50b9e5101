import type { CommandWords } from './CommandWords.ts';

export const fr: CommandWords = {
  heading: 'Ce que vous pouvez taper',
  arguments: {
    none: '',
    text: '…',
    optionalText: '[…]',
    person: '@nom',
    personAndMinutes: '@nom [30 | 2h | 7j]',
  },
  hints: {
    me: 'dit ce que vous faites\u00a0: /me salue',
    nick: 'vous donne un autre nom',
    find: 'retrouve ce qui s’est dit dans ce salon',
    leave: 'vous fait quitter ce salon',
    topic: 'dit de quoi parle ce salon',
    rename: 'donne un autre nom à ce salon',
    invite: 'fait un lien par lequel d’autres peuvent entrer',
    kick: 'met quelqu’un dehors\u202f; il peut revenir',
    mute: 'empêche quelqu’un de parler ici pour un temps, une heure si vous ne dites rien d’autre',
    unmute: 'rend la parole à quelqu’un',
    ban: 'met quelqu’un dehors et l’y tient pour un temps, une heure si vous ne dites rien d’autre',
    unban: 'laisse quelqu’un revenir',
    help: 'montre cette liste',
  },
  unknown: (name) =>
    `/${name} n’existe pas. /help montre ce qu’il y a\u202f; pour l’envoyer tel quel, commencez par deux barres.`,
  missing: (usage) => `Il manque quelque chose\u00a0: ${usage}`,
  minutes: (found, maxDays) =>
    `«\u00a0${found}\u00a0» n’est pas une durée possible ici\u00a0: écrivez des minutes, ou des heures (2h), ou des jours (7j), ${maxDays} jours au plus.`,
  nobody: (name) =>
    `Personne ici ne s’appelle «\u00a0${name}\u00a0». Commencez par @ et choisissez dans la liste.`,
  yourself: 'Ce serait vous.',
  notYours: 'Votre rôle dans ce salon ne va pas jusque-là.',
  line: (problem) => {
    switch (problem.code) {
      case 'empty':
        return 'Il n’y a rien à y voir.';
      case 'tooLong':
        return `Cela fait ${problem.length} caractères, et ${problem.max} est le maximum.`;
      case 'characters':
        return 'Il y a là des caractères qui cachent ou retournent ce qui est à côté. Retirez-les.';
    }
  },
  done: 'C’est fait.',
  dismiss: 'Fermer',
};
