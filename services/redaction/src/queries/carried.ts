import { PART_BYTES } from '../commands/files/parcel.ts'
import type { ShownDelivery } from '../store/file-deliveries.ts'

/** How many bytes of a bundle the other hub has, of its parts. The last is shorter than the others: what is there counts as whole once it is taken in. */
export const inBytes = <T extends Pick<ShownDelivery, 'size' | 'carried' | 'state'>>(delivery: T): T => {
  const { size, carried, state } = delivery
  return { ...delivery, carried: state === 'delivered' ? (size ?? 0) : Math.min(size ?? 0, carried * PART_BYTES) }
}
