import type { EvidenceDetail, ProblemError, RequestFilesView } from '@amparo/client'
import { useEffect, useRef } from 'preact/hooks'
import { useSignedIn } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useUpload } from '../../app/use-upload.ts'

/** While something moves by itself, the list is asked for anew. */
const LOOK_AGAIN_MS = 4_000
const MOVING: readonly string[] = ['received', 'quarantined', 'arriving', 'sealing', 'sent', 'coming', 'arrived']

export interface RequestFilesNow {
  /** Undefined until it was loaded. What was told stays when the line breaks. */
  readonly view: RequestFilesView | undefined
  readonly problem: ProblemError | undefined
  reload(): void
}

/** The files of a request as this hub holds them. */
export function useRequestFiles({ id, version }: EvidenceDetail): RequestFilesNow {
  const { client, requestUploads } = useSignedIn()
  const { data, problem, reload } = useLoad(`request files ${id} ${version}`, () => client.requestFiles.list(id))
  const known = useRef<RequestFilesView>(undefined)
  if (data !== undefined) known.current = data
  const look = useRef(reload)
  look.current = reload
  const view = known.current
  const moves =
    view !== undefined && [...view.files, ...view.sent, ...view.coming].some(({ state }) => MOVING.includes(state))
  useEffect(() => {
    if (!moves) return undefined
    const timer = setInterval(() => look.current(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [moves])
  const phase = useUpload(requestUploads, id)?.phase
  useEffect(() => {
    if (phase === 'sending' || phase === 'ended') look.current()
  }, [phase])
  return { view, problem, reload }
}
