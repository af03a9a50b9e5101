import { describe, expect, it } from 'vitest';
import { misplacedSettings } from './environment.ts';

describe('misplacedSettings', () => {
  it.each([
    'FUNCTIONS_EMULATOR',
    'FIREBASE_AUTH_EMULATOR_HOST',
    'FIREBASE_DATABASE_EMULATOR_HOST',
    'FIREBASE_DEBUG_MODE',
    'FIREBASE_DEBUG_FEATURES',
  ])('finds %s in a real project and lets a demo have it', (name) => {
    expect(misplacedSettings({ GCLOUD_PROJECT: 'chat-prod', [name]: 'x' })).toEqual([name]);
    expect(misplacedSettings({ GCLOUD_PROJECT: 'demo-chat', [name]: 'x' })).toEqual([]);
    expect(misplacedSettings({ GCLOUD_PROJECT: 'chat-prod', [name]: '' })).toEqual([]);
    // A project that does not say its name is nobody's demo.
    expect(misplacedSettings({ [name]: 'x' })).toEqual([name]);
    expect(misplacedSettings({ GCLOUD_PROJECT: 'my-demo-chat', [name]: 'x' })).toEqual([name]);
  });
});
