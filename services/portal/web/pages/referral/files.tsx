import { ProblemError, type ReferralFiles, type ReferralView } from '@amparo/client'
import { useEffect, useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { useUpload } from '../../app/use-upload.ts'
import { Receipts } from '../../case/receipts.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AttachFile } from './files/attach-file.tsx'
import { KeptFile } from './files/kept-file.tsx'
import { ReceivedFile } from './files/received-file.tsx'
import { SentFile } from './files/sent-file.tsx'

/** While something moves by itself, the list is asked for anew. */
const LOOK_AGAIN_MS = 4_000
const MOVING: readonly string[] = ['received', 'quarantined', 'sealing', 'sent', 'coming', 'arrived']

/** Files about the person that go with a referral, and those that came with it. Their names are nowhere. */
export function Files({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { client, session, may, uploads } = useSignedIn()
  const says = t.files
  const assigned = referral.assignedTo.includes(session.user)
  const work = assigned && may('referral:work')
  const {
    data: loaded,
    problem,
    reload,
  } = useLoad(`files ${referral.id} ${work}`, async () =>
    work ? client.filesOf(referral.id).catch(nothing) : undefined,
  )
  const known = useRef<ReferralFiles>(undefined)
  if (loaded !== undefined) known.current = loaded
  // What was told stays when the line breaks.
  const data = work ? known.current : undefined
  const upload = useUpload(uploads, referral.id)
  const [said, tell] = useTold()
  const moves = data !== undefined && isMoving(data)
  const look = useRef(reload)
  look.current = reload
  useEffect(() => {
    if (!moves) return undefined
    const timer = setInterval(() => look.current(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [moves])
  const phase = upload?.phase
  useEffect(() => {
    if (phase === 'sending' || phase === 'ended') void look.current()
  }, [phase])
  const done = (what: string) => {
    tell(what)
    void reload()
  }
  const { subjectRef, from, to } = referral
  const crosses = to !== null && to.hub !== from.hub
  if (!may('referral:work') || (work && data === undefined && problem === undefined)) return null
  const own = data?.kept.filter(({ fileId }) => fileId !== upload?.fileId || phase === 'ended') ?? []
  return (
    <section aria-labelledby="files">
      <h2 id="files">{says.title}</h2>
      <p>{says.lead}</p>
      <Problem problem={problem} />
      <Status told={said} />
      {!assigned && <p>{says.needsAssignment}</p>}
      {subjectRef !== undefined && data !== undefined && (
        <AttachFile id={referral.id} owner={subjectRef} {...{ uploads, done }} />
      )}
      {subjectRef !== undefined && own.length > 0 && (
        <>
          <h3>{says.kept}</h3>
          <ul class="files">
            {own.map(file => (
              <KeptFile key={file.fileId} {...{ file, referral, subjectRef, done }} sent={data?.sent ?? []} />
            ))}
          </ul>
        </>
      )}
      {data !== undefined && data.sent.length > 0 && (
        <>
          <h3>{says.sent}</h3>
          <ul class="files">
            {data.sent.map(delivery => (
              <SentFile key={delivery.deliveryId} delivery={delivery} />
            ))}
          </ul>
        </>
      )}
      {data !== undefined && data.received.length > 0 && (
        <>
          <h3>{says.received}</h3>
          <ul class="files">
            {data.received.map(file => (
              <ReceivedFile key={file.deliveryId} file={file} referral={referral} />
            ))}
          </ul>
        </>
      )}
      {crosses && data !== undefined && data.received.length + data.sent.length > 0 && (
        <Receipts id={`files-${referral.id}`} load={() => client.receipts(referral.id, 'file')} />
      )}
      {data !== undefined && subjectRef === undefined && data.received.length + data.sent.length === 0 && (
        <p>{says.none}</p>
      )}
    </section>
  )
}

const isMoving = ({ kept, sent, received }: ReferralFiles): boolean =>
  [...kept, ...sent, ...received].some(({ state }) => MOVING.includes(state))

/** Of a referral that has ended nothing is told any more, nor of one that halts: what halts it stands above. */
function nothing(error: unknown): undefined {
  if (!(error instanceof ProblemError) || (error.status !== 404 && error.code !== 'referral_closed')) throw error
}
