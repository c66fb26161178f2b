/**
 * The software of an agency, as a process of its own that is told what to do: its memory is its own, and is measured with that of the hubs.
 * Argument: state folder, hub and type of agency, as JSON.
 */
import type { Upload } from '@amparo/client/node'
import { readInstallation } from '../../../../scripts/lib/hubs/installation.ts'
import { layout } from '../../../../scripts/lib/hubs/layout.ts'
import { anAdult, consentTo } from '../../../e2e/support/a-person.ts'
import { signedIn } from '../../../e2e/support/signed-in.ts'

const { state, hub, type } = JSON.parse(process.argv[2] ?? '')
const places = layout(state)
const installation = readInstallation(places.installation)
const { client, files, agencyId } = await signedIn({ layout: places, hub: installed }, hub, type)

const calls = {
  agencyId: async () => agencyId,
  register: async () => (await client.registerSubject(anAdult())).subjectRef,
  refer: async (subjectRef: string, to: { hub: string; type: string; agencyId: string }) => {
    const consent = consentTo(subjectRef, to)
    await client.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
    const { id } = await client.submitReferral({
      ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['legal'] },
      to: { hub: to.hub, agencyId: to.agencyId },
    })
    await client.assign(id)
    return id
  },
  has: async (id: string) => (await client.inbox()).items.some(item => item.id === id),
  assign: async (id: string) => void (await client.assign(id)),
  begin: (subjectRef: string, path: string, chunkBytes: number) =>
    files.beginUpload(subjectRef, path, 'video/mp4', chunkBytes),
  upload: (upload: Upload, path: string) => files.continueUpload(upload, path),
  stateOf: async (fileId: string) => (await files.stateOf(fileId)).state,
  handOver: async (fileId: string, id: string) => void (await files.handOver(fileId, id)),
  sent: async (id: string) => (await files.filesOf(id)).sent[0]?.state,
  came: async (id: string) => (await files.filesOf(id)).received[0],
  download: (id: string, fileId: string, path: string) => files.downloadReceived(id, fileId, path),
}
export type Calls = typeof calls

process.on('message', ({ id, name, args }: { id: number; name: keyof Calls; args: never[] }) => {
  const call = calls[name] as (...args: never[]) => Promise<unknown>
  call(...args).then(
    answer => process.send?.({ id, answer }),
    error => process.send?.({ id, error: String(error) }),
  )
})
process.send?.({ id: 0 })

function installed(code: string) {
  const found = installation?.hubs[code]
  if (found === undefined) throw new TypeError(`${code} is not installed`)
  return { installed: found }
}
