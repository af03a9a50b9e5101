/** What a WebSocket frame is, by the low four bits of its first byte (RFC 6455, 5.2). */
export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Why a WebSocket is closed (RFC 6455, 7.4.1). */
export const closeCode = {
  protocolError: 1002,
  invalidText: 1007,
  policyViolation: 1008,
  tooBig: 1009,
} as const;
