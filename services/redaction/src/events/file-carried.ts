import { fileCarried } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { recordCarried } from '../commands/files/record-file-delivery.ts'

/** The other hub has so many parts of a file of ours. */
export const onFileCarried = () =>
  on(fileCarried, async ({ deliveryId, parts }, tx) => void (await recordCarried(tx, deliveryId, parts)))
