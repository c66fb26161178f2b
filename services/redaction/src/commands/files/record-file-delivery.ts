import { saveCarried, settleDelivery } from '../../store/file-deliveries.ts'

/** The other hub's one statement about a whole file, or this hub's that there is none. */
export const recordFileDelivery = settleDelivery

/** What the other hub says of the parts that it has, until then. */
export const recordCarried = saveCarried
