const words =
  'the quick brown fox jumps over the lazy dog while we keep chatting about nothing in particular and everything at once, ' +
  'again and again, until the coffee is cold and the train has left the station; ';

/** About 300 bytes, as somebody would write them. The server sets the time. */
export const message = (number: number): object => ({
  uid: 'ana',
  name: 'Ana',
  text: `${number} ${words}`.slice(0, 210),
  id: `id-${number}`,
  at: { '.sv': 'timestamp' },
});

/** Twenty characters that sort by number. */
export const keyOf = (number: number): string => `-O${String(number).padStart(18, '0')}`;

/** What a chat would let its members write: who they are, the shape and length of all they say, and how often they may. */
export const chatRules = JSON.stringify({
  rules: {
    messages: {
      $room: {
        '.read': "auth != null && root.child('members').child($room).child(auth.uid).exists()",
        $message: {
          '.write':
            "auth != null && root.child('members').child($room).child(auth.uid).exists() && " +
            "root.child('members').child($room).child(auth.uid).child('role').val() !== 'guest' && " +
            "(!data.exists() || data.child('uid').val() === auth.uid) && " +
            "(!root.child('pace').child(auth.uid).exists() || " +
            "now - root.child('pace').child(auth.uid).val() >= root.child('rooms').child($room).child('slowMs').val())",
          '.validate':
            "newData.hasChildren(['uid', 'name', 'text', 'id', 'at']) && $message.matches(/^[-0-9A-Z_a-z]{20}$/)",
          uid: { '.validate': 'newData.val() === auth.uid' },
          name: {
            '.validate': 'newData.isString() && newData.val().length > 0 && newData.val().length <= 40',
          },
          text: {
            '.validate': 'newData.isString() && newData.val().length > 0 && newData.val().length <= 2000',
          },
          id: { '.validate': 'newData.isString() && newData.val().matches(/^[a-z0-9-]{1,64}$/)' },
          at: { '.validate': 'newData.val() === now' },
          $other: { '.validate': false },
        },
      },
    },
  },
});

/** What these rules look at, beside the messages. */
export const chatData = (room: string): Readonly<Record<string, unknown>> => ({
  [`members/${room}`]: Object.fromEntries(
    ['ana', ...Array.from({ length: 50 }, (_, i) => `member-${i}`)].map((uid) => [uid, { role: 'member' }]),
  ),
  [`rooms/${room}/slowMs`]: 0,
  'pace/ana': 1,
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Ana's token, unsigned as all that emulators read. */
export const anasToken = `${part({ alg: 'none' })}.${part({ sub: 'ana', iat: 0, firebase: { sign_in_provider: 'password' } })}.`;
