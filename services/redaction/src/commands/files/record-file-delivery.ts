import { settleDelivery } from '../../store/file-deliveries.ts'

/** The other hub's one statement about a whole file, or this hub's that there is none. */
export const recordFileDelivery = settleDelivery
