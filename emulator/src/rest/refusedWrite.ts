import type { Failure } from '../engine/database.ts';
import { badKeyPlace } from './badKey.ts';
import { type RestRequest, textOf } from './request.ts';
import { respondError, respondFailure, type RestResponse, unreadableBody } from './response.ts';

/**
 * The answer to a write that was not made. Of data that it cannot store the service says little more than that, which
 * clients may look for: what is wrong stands beside it.
 *
 * @param isUpdate whether the outermost keys of the body are paths
 */
export const respondRefusedWrite = (
  failure: Failure,
  request: Pick<RestRequest, 'body'>,
  isUpdate = false,
): RestResponse => {
  const { status, message } = failure;
  if (status !== 'invalid' || !/^Invalid (?:data|update)/.test(message)) return respondFailure(failure);
  const place = badKeyPlace(textOf(request) ?? '', isUpdate);
  const text =
    place === undefined
      ? unreadableBody
      : `Invalid data; couldn't parse key beginning at ${place}. Key value can't be empty or contain $ # [ ] / or .`;
  return respondError(400, text, {}, message);
};
