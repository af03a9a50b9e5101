import { type RestRequest, textOf } from './request.ts';
import { respondError, type RestResponse, unreadableBody } from './response.ts';

/** The JSON value a request carries, or the answer to one that carries none. */
export const parseBody = (
  request: Pick<RestRequest, 'body'>,
): { readonly value: unknown } | { readonly response: RestResponse } => {
  const text = textOf(request);
  if (text?.trim() === '') return { response: respondError(400, 'Error: No data supplied.') };
  try {
    if (text !== undefined) return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { response: respondError(400, unreadableBody, {}, (error as SyntaxError).message) };
  }
  return { response: respondError(400, unreadableBody, {}, 'the bytes are not UTF-8') };
};
