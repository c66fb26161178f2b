import type { HttpApp } from '@amparo/http'
import { atMost } from './commands/files/at-most.ts'
import { type BeginFileDeps, beginFile } from './commands/files/begin-file.ts'
import { type HandOverDeps, handOver } from './commands/files/hand-over.ts'
import { type ScanFilesDeps, scanFiles } from './commands/files/scan-files.ts'
import { type SealDeliveriesDeps, sealDeliveries } from './commands/files/seal-deliveries.ts'
import { readFile, showFile } from './commands/files/show-file.ts'
import { type ShowReceivedDeps, showReceivedFile } from './commands/files/show-received-file.ts'
import { type ArrivalDeps, lackingParts, partToSend, takeAnnounced, takePart } from './commands/files/take-arrival.ts'
import { fileOf, ownRequestFile, takeBackUpload, takeUpload, UPLOADS_AT_ONCE } from './commands/files/take-upload.ts'
import { placesInTurns } from './commands/files/upload-places.ts'
import { type VerifyArrivalsDeps, verifyArrivals } from './commands/files/verify-arrivals.ts'
import { type VerifyFilesDeps, verifyFiles } from './commands/files/verify-files.ts'
import { type BeginRequestFileDeps, beginRequestFile } from './commands/request-files/begin-request-file.ts'
import { type HandOverAgainDeps, handOverAgain } from './commands/request-files/hand-over-again.ts'
import { type HandOverRequestFileDeps, handOverRequestFile } from './commands/request-files/hand-over-request-file.ts'
import { type NoteGoneDeps, noteGone } from './commands/request-files/note-gone.ts'
import {
  readRequestFile,
  type ShowRequestFileDeps,
  showRequestFile,
} from './commands/request-files/show-request-file.ts'
import { onConsentWithdrawn } from './events/consent-withdrawn.ts'
import { onFileCarried } from './events/file-carried.ts'
import { onFileReceived } from './events/file-received.ts'
import { onFileSettled } from './events/file-settled.ts'
import { onItemsGone } from './events/items-gone.ts'
import { onTakenBack } from './events/taken-back.ts'
import { fileDeliveryRoutes } from './http/file-deliveries.ts'
import { fileRoutes } from './http/files.ts'
import { requestFileRoutes } from './http/request-files.ts'
import { fileKey } from './queries/file-key.ts'
import { referralFiles } from './queries/referral-files.ts'
import { requestFiles } from './queries/request-files.ts'

type Deps = BeginFileDeps &
  HandOverDeps &
  ShowReceivedDeps &
  ArrivalDeps &
  Omit<SealDeliveriesDeps & VerifyArrivalsDeps & VerifyFilesDeps, 'inTurn'> &
  ScanFilesDeps &
  BeginRequestFileDeps &
  HandOverRequestFileDeps &
  HandOverAgainDeps &
  ShowRequestFileDeps &
  NoteGoneDeps

/** Adds files, of people and of requests for evidence: kept for whoever sends them, handed over to another hub, and taken in from there. */
export function addFiles(http: HttpApp, given: Omit<Deps, 'fileKey'>) {
  const deps: Deps = { ...given, fileKey: fileKey(given) }
  const uploads = placesInTurns(UPLOADS_AT_ONCE)
  const take = takeUpload(deps, uploads)
  const held = { begin: beginFile(deps), find: fileOf(deps), take, takeBack: takeBackUpload(deps) }
  fileRoutes(http, { ...held, show: showFile(deps), read: readFile(deps) })
  const received = { show: showReceivedFile(deps), list: referralFiles(deps) }
  fileDeliveryRoutes(http, { handOver: handOver(deps), ...received })
  const find = ownRequestFile(deps)
  requestFileRoutes(http, {
    ...{ begin: beginRequestFile(deps), list: requestFiles(deps), handOver: handOverRequestFile(deps) },
    ...{ show: showRequestFile(deps), read: readRequestFile(deps) },
    ...{ find, take: takeUpload(deps, uploads, find), takeBack: takeBackUpload(deps, find) },
  })
  const working = { ...deps, inTurn: atMost(1) }
  return {
    subscriptions: [
      onFileReceived({ ...deps, take: takeAnnounced(deps) }),
      onFileCarried(),
      onConsentWithdrawn(deps),
      onTakenBack(deps),
      onItemsGone(noteGone(deps)),
      onFileSettled({ ...deps, again: handOverAgain(deps) }),
    ],
    /** What exchange asks, of ciphertext alone. */
    parts: { toSend: partToSend(deps), take: takePart(deps), lacking: lackingParts(deps) },
    work: {
      verifyFiles: verifyFiles(working),
      sealDeliveries: sealDeliveries(working),
      verifyArrivals: verifyArrivals(working),
      scanFiles: scanFiles(deps),
    },
  }
}
