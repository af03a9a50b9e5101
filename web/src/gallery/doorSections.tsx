import { ErrorScreen } from '../app/ErrorScreen.tsx';
import { Splash } from '../app/Splash.tsx';
import { ConnectionLine } from '../features/connection/ConnectionLine.tsx';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import type { ClaimOutcome } from '../features/session/session.ts';
import { SignIn } from '../features/session/SignIn.tsx';
import { useStrings } from '../strings/StringsContext.ts';
import { Button } from '../ui/Button.tsx';
import { Acting, type Step } from './Acting.tsx';
import type { Section } from './section.ts';

const Door = ({
  claim,
  isLive = true,
}: {
  readonly claim: () => Promise<ClaimOutcome>;
  readonly isLive?: boolean;
}) => (
  <SignIn
    claim={claim}
    onReturning={() => undefined}
    foot={
      <>
        <ConnectionLine
          connection={isLive ? { state: 'live' } : { state: 'connecting', retrySeconds: undefined }}
        />
        <LanguageSwitch />
      </>
    }
  />
);

const never = (): Promise<ClaimOutcome> => new Promise(() => undefined);
const taken = async (): Promise<ClaimOutcome> => ({ kind: 'taken', existing: 'Bо' });
const unreachable = async (): Promise<ClaimOutcome> => ({ kind: 'unreachable' });

const enterAs = (name: string): readonly Step[] => [
  { into: '.sign-in-input', type: name },
  { press: '.sign-in-card button[type=submit]' },
];
const asBo = enterAs('Bo');
const asUnsayable = enterAs('<Bo>');

const Opening = () => {
  const { session } = useStrings();
  return (
    <Splash
      words={session.opening}
      status={<ConnectionLine connection={{ state: 'connecting', retrySeconds: 4 }} />}
    />
  );
};

const NoRooms = () => {
  const { rooms } = useStrings();
  return (
    <Splash
      words={rooms.noneYet}
      hint={rooms.noneYetHint}
      status={<ConnectionLine connection={{ state: 'live' }} />}
    >
      <Button kind="primary">{rooms.create}</Button>
    </Splash>
  );
};

/** In front of the room. */
export const doorSections: readonly Section[] = [
  {
    name: 'sign-in',
    title: { en: 'Sign in', fr: 'Entrer' },
    isPage: true,
    Content: () => <Door claim={never} />,
  },
  {
    name: 'sign-in-entering',
    title: { en: 'Sign in, on the way', fr: 'Entrer, en chemin' },
    isPage: true,
    Content: () => (
      <Acting steps={asBo}>
        <Door claim={never} isLive={false} />
      </Acting>
    ),
  },
  {
    name: 'sign-in-problem',
    title: { en: 'Sign in, a name that cannot be', fr: 'Entrer, nom impossible' },
    isPage: true,
    Content: () => (
      <Acting steps={asUnsayable}>
        <Door claim={never} />
      </Acting>
    ),
  },
  {
    name: 'sign-in-taken',
    title: { en: 'Sign in, a name that is taken', fr: 'Entrer, nom déjà pris' },
    isPage: true,
    Content: () => (
      <Acting steps={asBo}>
        <Door claim={taken} />
      </Acting>
    ),
  },
  {
    name: 'sign-in-unreachable',
    title: { en: 'Sign in, nobody answers', fr: 'Entrer, personne ne répond' },
    isPage: true,
    Content: () => (
      <Acting steps={asBo}>
        <Door claim={unreachable} />
      </Acting>
    ),
  },
  { name: 'opening', title: { en: 'Opening', fr: 'Ouverture' }, isPage: true, Content: Opening },
  { name: 'no-rooms', title: { en: 'No rooms', fr: 'Sans salon' }, isPage: true, Content: NoRooms },
  { name: 'failure', title: { en: 'Failure', fr: 'Panne' }, isPage: true, Content: ErrorScreen },
];
