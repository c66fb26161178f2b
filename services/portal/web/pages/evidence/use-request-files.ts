import type { EvidenceDetail, ProblemError, RequestFilesView } from '@amparo/client'
import { useEffect, useRef } from 'preact/hooks'
import { useSignedIn } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useUpload } from '../../app/use-upload.ts'
import { filesIn } from './item-codes.ts'

/** While something moves by itself, the list is asked for anew. */
const LOOK_AGAIN_MS = 4_000
const LOOK_NOW_AND_THEN_MS = 10_000
const MOVING: readonly string[] = ['received', 'quarantined', 'arriving', 'sealing', 'sent', 'coming', 'arrived']

export interface RequestFilesNow {
  /** Undefined until it was loaded. What was told stays when the line breaks. */
  readonly view: RequestFilesView | undefined
  readonly problem: ProblemError | undefined
  reload(): Promise<void>
}

/** The files of a request as this hub holds them. */
export function useRequestFiles(request: EvidenceDetail): RequestFilesNow {
  const { id, version } = request
  const { client, requestUploads } = useSignedIn()
  const { data, problem, reload } = useLoad(`request files ${id} ${version}`, () => client.requestFiles.list(id))
  const known = useRef<RequestFilesView>(undefined)
  if (data !== undefined) known.current = data
  const look = useRef(reload)
  look.current = reload
  const view = known.current
  const moves =
    view !== undefined && [...view.files, ...view.sent, ...view.coming].some(({ state }) => MOVING.includes(state))
  const waits = view !== undefined && isAwaited(request, view)
  useEffect(() => {
    if (!moves && !waits) return undefined
    const timer = setInterval(() => void look.current(), moves ? LOOK_AGAIN_MS : LOOK_NOW_AND_THEN_MS)
    return () => clearInterval(timer)
  }, [moves, waits])
  const phase = useUpload(requestUploads, id)?.phase
  useEffect(() => {
    if (phase === 'sending' || phase === 'ended') void look.current()
  }, [phase])
  return { view, problem, reload }
}

/** What the other side has named, and nothing of it is here yet. */
function isAwaited({ role, answers, items }: EvidenceDetail, { files }: RequestFilesView): boolean {
  const theirs = role === 'recipient' ? filesIn(answers['annexes']) : items
  return theirs.some(one => one.sha256 !== null && files.every(({ item }) => item !== one.item))
}
