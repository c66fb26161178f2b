import type { HttpApp } from '@amparo/http'
import { type BeginFileDeps, beginFile } from './commands/files/begin-file.ts'
import { type HandOverDeps, handOver } from './commands/files/hand-over.ts'
import { type ScanFilesDeps, scanFiles } from './commands/files/scan-files.ts'
import { type SealDeliveriesDeps, sealDeliveries } from './commands/files/seal-deliveries.ts'
import { readFile, showFile } from './commands/files/show-file.ts'
import { type ShowReceivedDeps, showReceivedFile } from './commands/files/show-received-file.ts'
import { type ArrivalDeps, lackingParts, partToSend, takeAnnounced, takePart } from './commands/files/take-arrival.ts'
import { fileOf, takeBackUpload, takeUpload } from './commands/files/take-upload.ts'
import { type VerifyArrivalsDeps, verifyArrivals } from './commands/files/verify-arrivals.ts'
import { type VerifyFilesDeps, verifyFiles } from './commands/files/verify-files.ts'
import { onFileReceived } from './events/file-received.ts'
import { onFileSettled } from './events/file-settled.ts'
import { fileDeliveryRoutes } from './http/file-deliveries.ts'
import { fileRoutes } from './http/files.ts'
import { referralFiles } from './queries/referral-files.ts'

type Deps = BeginFileDeps &
  HandOverDeps &
  ShowReceivedDeps &
  ArrivalDeps &
  SealDeliveriesDeps &
  VerifyArrivalsDeps &
  ScanFilesDeps &
  VerifyFilesDeps

/** Adds files: kept for the agency that sends them, handed over to another hub, and taken in from there. */
export function addFiles(http: HttpApp, deps: Deps) {
  const held = { begin: beginFile(deps), find: fileOf(deps), take: takeUpload(deps), takeBack: takeBackUpload(deps) }
  fileRoutes(http, { ...held, show: showFile(deps), read: readFile(deps) })
  fileDeliveryRoutes(http, { handOver: handOver(deps), show: showReceivedFile(deps), list: referralFiles(deps) })
  return {
    subscriptions: [onFileReceived({ ...deps, take: takeAnnounced(deps) }), onFileSettled(deps)],
    /** What exchange asks, of ciphertext alone. */
    parts: { toSend: partToSend(deps), take: takePart(deps), lacking: lackingParts(deps) },
    work: {
      verifyFiles: verifyFiles(deps),
      sealDeliveries: sealDeliveries(deps),
      verifyArrivals: verifyArrivals(deps),
      scanFiles: scanFiles(deps),
    },
  }
}
