/** What a `/me` message is stored with. Readers show the rest of it as something that its author does. */
export const actionMark = '/me ';

/** What the author of a text does, when the text says so. */
export const actionIn = (text: string): string | undefined => {
  const action = text.startsWith(actionMark) ? text.slice(actionMark.length).trim() : '';
  return action === '' ? undefined : action;
};
