import type { RoomId } from '@causerie/contract';
import { useStrings } from '../../strings/StringsContext.ts';
import type { ListedRoom } from './directory.ts';
import { addressOf } from './roomInAddress.ts';
import './RoomList.css';

/** The ways to other rooms. */
export const RoomList = ({
  rooms,
  current,
}: {
  readonly rooms: readonly ListedRoom[];
  readonly current: RoomId;
}) => {
  const strings = useStrings();
  return (
    <nav className="rooms" aria-label={strings.rooms.heading}>
      <h2 className="side-heading">{strings.rooms.heading}</h2>
      <ul>
        {rooms.map(({ id, name }) => (
          <li key={id}>
            <a className="rooms-link" href={addressOf(id)} aria-current={id === current ? 'page' : undefined}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
