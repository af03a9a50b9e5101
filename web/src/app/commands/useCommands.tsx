import { actionMark, type Role, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Command } from '../../features/commands/commands.ts';
import { useSpeech } from '../../strings/StringsContext.ts';
import type { CommandParts, NamedCommand } from './loadCommands.ts';

type Said = { readonly sentence: string; readonly isProblem: boolean } | readonly NamedCommand[];

export interface Commands {
  /** Takes what begins with a slash. `undefined`: it is a message, to be sent as it is. */
  readonly take: (text: string) => 'kept' | { readonly refusal: string } | undefined;
  /** To be called when something is typed: what was said about the last command is no longer of interest. */
  readonly typed: (draft: string) => void;
  readonly named: readonly NamedCommand[];
  readonly isBusy: boolean;
  readonly bar: ReactNode;
}

/** Slash commands of a room. What they need is fetched with the first slash. */
export const useCommands = ({
  uid,
  roomId,
  role,
  isPerson,
  onSay,
  onTaken,
  onFind,
  onInvite,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly role: Role | undefined;
  /** Whether somebody in sight is called that. */
  readonly isPerson: (name: string) => boolean;
  /** Sends a message, or says why not. */
  readonly onSay: (text: string) => { readonly refusal: string } | 'taken';
  /** What was typed was obeyed and can go. */
  readonly onTaken: () => void;
  readonly onFind: (text: string) => void;
  readonly onInvite: () => void;
}): Commands => {
  const { language, strings } = useSpeech();
  const [parts, setParts] = useState<{ readonly language: string; readonly loaded: CommandParts }>();
  const [said, setSaid] = useState<Said>();
  const [isBusy, setIsBusy] = useState(false);
  const loaded = parts?.language === language ? parts.loaded : undefined;
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const named = useMemo(() => loaded?.named(role) ?? noCommands, [loaded, role]);

  const fetchParts = useCallback(async (): Promise<CommandParts> => {
    const { loadCommands } = await import('./loadCommands.ts');
    const fetched = await loadCommands(language);
    if (isHere.current) setParts({ language, loaded: fetched });
    return fetched;
  }, [language]);

  const problem = (sentence: string): void => setSaid({ sentence, isProblem: true });

  const obey = async (
    command: Command,
    { words, named: namedFor, runCommand }: CommandParts,
  ): Promise<void> => {
    switch (command.name) {
      case 'help':
        setSaid(namedFor(role));
        return onTaken();
      case 'find':
        onTaken();
        return onFind(command.text);
      case 'invite':
        onTaken();
        return onInvite();
      case 'me': {
        const outcome = onSay(`${actionMark}${command.text}`);
        return outcome === 'taken' ? onTaken() : problem(outcome.refusal);
      }
      case 'nick':
      case 'topic':
      case 'rename':
      case 'leave':
      case 'kick':
      case 'mute':
      case 'unmute':
      case 'ban':
      case 'unban': {
        const result = await runCommand({ uid, roomId, role }, command, words);
        if (!isHere.current) return;
        if (result === 'done') {
          setSaid({ sentence: words.done, isProblem: false });
          return onTaken();
        }
        // What was typed stays in the field: most of it will be right.
        if (result.kind === 'sentence') return problem(result.words);
        problem(
          result.kind === 'nickname' ? strings.session.problem(result.problem) : strings.refusal(result),
        );
      }
    }
  };

  const read = async (text: string): Promise<void> => {
    const known = loaded ?? (await fetchParts());
    const { words, readLine, usageOf } = known;
    const line = readLine(text, isPerson);
    switch (line.kind) {
      case 'message': {
        const outcome = onSay(line.text);
        return outcome === 'taken' ? onTaken() : problem(outcome.refusal);
      }
      case 'unknown':
        return problem(words.unknown(line.name));
      case 'missing':
        return problem(words.missing(usageOf(line.name)));
      case 'minutes':
        return problem(words.minutes(line.found, line.max / (24 * 60)));
      case 'command':
        return obey(line.command, known);
    }
  };

  return {
    take: (text) => {
      if (!text.startsWith('/')) return undefined;
      if (isBusy) return 'kept';
      setSaid(undefined);
      // Nothing that is sent next may overtake it, not even while this is fetched.
      setIsBusy(true);
      read(text)
        .catch(() => problem(strings.screens.unreachable))
        .finally(() => (isHere.current ? setIsBusy(false) : undefined));
      return 'kept';
    },
    typed: (draft) => {
      // What was obeyed empties the field, and its answer stays.
      if (said !== undefined && draft !== '') setSaid(undefined);
      if (draft.startsWith('/') && loaded === undefined) fetchParts().catch(() => undefined);
    },
    named,
    isBusy,
    bar: loaded !== undefined && said !== undefined && (
      <loaded.CommandBar said={said} words={loaded.words} onDismiss={() => setSaid(undefined)} />
    ),
  };
};

const noCommands: readonly NamedCommand[] = [];
