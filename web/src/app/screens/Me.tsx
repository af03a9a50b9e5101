import { AttentionSection } from '../../features/attention/AttentionSection.tsx';
import { EditProfile } from '../../features/profile/EditProfile.tsx';
import { AccountSection } from '../../features/session/AccountSection.tsx';
import { SharingSection } from '../../features/sharing/SharingSection.tsx';
import type { Person } from './screen.ts';

/** Whoever is in front of the page: how others see them, and how they come back and go. */
export const Me = ({ uid, profile, waiting }: Person) => (
  <>
    <EditProfile uid={uid} profile={profile} />
    <AttentionSection uid={uid} />
    <SharingSection uid={uid} />
    <AccountSection waiting={waiting} />
  </>
);
