import type { EvidenceDetail } from '@amparo/client'
import { handsOver } from '@amparo/protocols/web'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Page, Status } from '../../ui/page.tsx'
import { PriorityBadge } from '../../ui/priority-badge.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useFresh } from '../../work/news/provider.tsx'
import { Answers } from './answers.tsx'
import { ContactOf } from './contact-of.tsx'
import { Course } from './course.tsx'
import { DraftForm } from './draft-form.tsx'
import { Execute } from './execute.tsx'
import { Expedited } from './expedited.tsx'
import { RequestFiles } from './files.tsx'
import { Lacking } from './lacking.tsx'
import { Letters } from './letters.tsx'
import { RequestActions } from './request-actions.tsx'
import { Review } from './review.tsx'
import { Sending } from './sending.tsx'
import { RequestTexts } from './texts.tsx'
import { Unread } from './unread.tsx'
import { useRequestFiles } from './use-request-files.ts'
import { type UnreadHere, useUnread } from './use-unread.ts'
import { AnnexUses, Uses } from './uses.tsx'

/** A request as the own agency may see it: to be drafted, reviewed, or carried on. */
export function Request({ id }: { id: string }) {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading, reload } = useLoad(id, () => client.evidenceRequest(id))
  const [said, tell] = useTold()
  const unread = useUnread(data?.unread)
  useFresh(() => void reload())
  const done = (what: string) => {
    tell(what)
    return reload()
  }
  return (
    <Page title={data ? say(data.text) : t.evidence.title}>
      <Problem problem={problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      {data && <Head request={data} unread={unread} done={done} />}
      {data && <Body request={data} unread={unread} done={done} outdated={reload} />}
    </Page>
  )
}

function Head({ request, unread, done }: Omit<Props, 'outdated'>) {
  const { t, say, hubName, day } = useWords()
  const { evidence } = t
  const rest = restExpected(request)
  const { fromHub, toHub, treatyName, status, stateText, specialty, phone, returnedFor } = request
  return (
    <>
      <p class="lead">
        {evidence.between(hubName(fromHub), hubName(toHub))}. {evidence.under(say(treatyName))}.
      </p>
      <p>
        <strong>{stateText ? say(stateText) : (evidence.status[status] ?? status)}</strong>{' '}
        <PriorityBadge priority={request.priority} />
      </p>
      {request.role === 'drafter' && request.state === 'executed' && <p class="notice">{evidence.toConfirm}</p>}
      {rest !== undefined && <p class="notice">{evidence.restExpected(day(rest))}</p>}
      <Sending request={request} done={done} />
      <Unread unread={unread.waiting} />
      {returnedFor !== null && status === 'returned' && (
        <p class="notice">
          {evidence.returnedFor}
          {t.app.colon}
          {evidence.reasons[returnedFor] ?? returnedFor}
        </p>
      )}
      {phone !== null && <p>{evidence.phone(phone)}</p>}
      {request.unstated?.map(what => (
        <p key={what} class="notice" role="alert">
          {evidence.unstated[what]}
        </p>
      ))}
      {request.expedited?.unconfirmed && <p class="notice">{evidence.expedited.unconfirmed}</p>}
      <p class="hint">
        {evidence.specialty(specialty.article)} {evidence.toDefence[specialty.toDefence]}
      </p>
    </>
  )
}

/** By when, while only a part was handed over, YYYY-MM-DD. */
function restExpected({ state, steps }: EvidenceDetail): string | undefined {
  const last = steps.findLast(({ step, effective }) => effective && handsOver(step))
  const expected = last?.data['expected']
  return state === 'in-progress' && typeof expected === 'string' ? expected : undefined
}

interface Props {
  readonly request: EvidenceDetail
  readonly unread: UnreadHere
  done(what: string): Promise<void>
  outdated(): void
}

function Body({ request, unread, done, outdated }: Props) {
  const { role, status } = request
  const isOpen = role === 'drafter' && (status === 'draft' || status === 'returned')
  const files = useRequestFiles(request)
  return (
    <>
      {status !== 'sent' && status !== 'received' && <Lacking request={request} />}
      {isOpen ? (
        <DraftForm {...{ request, done, reload: outdated }} files={files.view} />
      ) : (
        <Answers request={request} />
      )}
      {status !== 'discarded' && <RequestFiles request={request} files={files} />}
      {status !== 'discarded' && <RequestTexts key={`texts ${request.version}`} id={request.id} request={request} />}
      {role === 'drafter' && request.parties === null && status !== 'discarded' && (
        <Expedited request={request} done={done} />
      )}
      {role === 'reviewer' && <Review request={request} done={done} />}
      {(status === 'sent' || status === 'received') && (
        <>
          <Letters request={request} unread={unread} />
          <ContactOf request={request} unread={unread} done={done} />
          <AnnexUses request={request} done={done} outdated={outdated} />
          <Uses request={request} done={done} outdated={outdated} />
          {/* Anew once a part was handed over: what went with it goes no second time. */}
          <Execute key={`execute ${request.items.length}`} {...{ request, done, outdated }} files={files.view} />
          <RequestActions request={request} done={done} outdated={outdated} />
          <Course request={request} />
        </>
      )}
    </>
  )
}
