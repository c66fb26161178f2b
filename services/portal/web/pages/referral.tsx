import type { ReferralView } from '@amparo/client'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { TakenBackContext } from '../app/use-clearing.ts'
import { useLoad } from '../app/use-load.ts'
import { useTold } from '../app/use-told.ts'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { useNewsOf } from '../work/news/provider.tsx'
import { OF_RECALL } from './recalls/confirm-stop.ts'
import { Actions } from './referral/actions.tsx'
import { hasTakenOver } from './referral/acts-as-sender.ts'
import { Agreed } from './referral/agreed.tsx'
import { Assessments } from './referral/assessments.tsx'
import { CallNow } from './referral/call-now.tsx'
import { Changed } from './referral/changed.tsx'
import { Deadlines } from './referral/deadlines.tsx'
import { Files } from './referral/files.tsx'
import { OneTimeLink } from './referral/link.tsx'
import { Links } from './referral/links.tsx'
import { Messages } from './referral/messages.tsx'
import { Offers } from './referral/offers.tsx'
import { PersonsRecord } from './referral/own-record.tsx'
import { PassedOn } from './referral/passed-on.tsx'
import { isOpen, Person } from './referral/person.tsx'
import { Recall } from './referral/recall.tsx'
import { Reports } from './referral/reports.tsx'
import { SenderSuspended } from './referral/sender-suspended.tsx'
import { ServicePlan } from './referral/service-plan.tsx'
import { SignedSheets } from './referral/signed-sheets.tsx'
import { StateMap } from './referral/state-map.tsx'
import { Summary } from './referral/summary.tsx'
import { Suspended } from './referral/suspended.tsx'
import { Timeline } from './referral/timeline.tsx'
import { ToComplete } from './referral/to-complete.tsx'

/** One referral: where it stands, what can be done, and, for those who work on it, the person. */
export function Referral({ id }: { id: string }) {
  const { t } = useWords()
  const { client, session } = useSignedIn()
  const { data, problem, loading, reload, set } = useLoad(id, () => client.get(id))
  const [said, tell] = useTold()
  /** Which version was shown when news came: that nobody did here what is new is told without taking the keyboard, and no own step is told so. */
  const [heardAt, setHeardAt] = useState<number>()
  /** As it was when something could not be done any more. */
  const [before, setBefore] = useState<ReferralView>()
  /** What became of it is asked for with its recall. */
  const [isAsked, setAsked] = useState(false)
  const say = (what?: string) => {
    tell(what)
    setHeardAt(undefined)
  }
  const done = (what: string, next: ReferralView) => {
    say(what)
    set(next)
  }
  const [ended, end] = useEnded(data, session.user)
  useNewsOf(id, kind => {
    // Before the hub is asked: it may not answer.
    if (kind === 'recall') end()
    setHeardAt(before => before ?? data?.version)
    void reload()
  })
  /** The referral halts a moment later: its news say so. */
  const takenBack = (what: string) => {
    end()
    say(what)
    void reload()
  }
  const isNews = heardAt !== undefined && data !== undefined && data.version !== heardAt
  const isChanged = before !== undefined && data !== undefined && before !== data
  const isInPlace = data !== undefined && hasTakenOver(data, session)
  return (
    <Page title={t.referral.title}>
      <Problem problem={problem} />
      <Status told={said}>
        {loading && !data ? t.app.loading : isNews && (said ? `${said.words} ${t.news.shown}` : t.news.shown)}
      </Status>
      {data && isChanged && <Changed before={before} now={data} goOn={() => setBefore(undefined)} />}
      {data && (
        <TakenBackContext.Provider value={ended}>
          <Summary referral={data} />
          <CallNow referral={data} />
          <Suspended referral={data} />
          <SenderSuspended referral={data} />
          <Recall referral={data} asks={setAsked} changed={set} />
          <ToComplete referral={data} />
          <SignedSheets referral={data} />
          {!isInPlace && <Agreed referral={data} />}
          {!isChanged && (
            <Actions
              referral={isAsked ? withoutRecall(data) : data}
              done={done}
              outdated={seen => {
                say()
                setBefore(seen)
                void reload()
              }}
            />
          )}
          <Deadlines referral={data} />
          <Person referral={data} takenBack={takenBack} />
          <StateMap referral={data} />
          <ServicePlan referral={data} />
          <PassedOn referral={data} />
          <Offers referral={data} />
          <OneTimeLink referral={data} />
          <PersonsRecord referral={data} takenBack={takenBack} />
          {data.outside !== true && !isInPlace && <Messages referral={data} />}
          {data.outside !== true && data.to !== null && !isInPlace && <Files referral={data} />}
          <Assessments referral={data} />
          {data.outside !== true && <Reports referral={data} />}
          <Timeline referral={data} />
          <Links referral={data} done={done} />
          <button
            type="button"
            class="secondary"
            onClick={() => {
              say()
              void reload()
            }}
          >
            {t.referral.refresh}
          </button>
        </TakenBackContext.Provider>
      )}
    </Page>
  )
}

const withoutRecall = (referral: ReferralView): ReferralView => ({
  ...referral,
  allowedActions: referral.allowedActions.filter(({ step }) => !OF_RECALL.includes(step)),
})

/** Goes up when whoever is signed in may open nothing of it any more: it was halted or has ended, or is not theirs now. */
function useEnded(referral: ReferralView | undefined, user: string): readonly [ended: number, end: () => void] {
  const [ended, setEnded] = useState(0)
  const end = () => setEnded(before => before + 1)
  const isTheirs = referral?.assignedTo.includes(user) === true
  const may = { isRunning: referral !== undefined && isOpen(referral), isTheirs }
  const before = useRef(may)
  useLayoutEffect(() => {
    const { current } = before
    before.current = may
    if ((current.isRunning && !may.isRunning) || (current.isTheirs && !may.isTheirs)) end()
  }, [may.isRunning, may.isTheirs])
  return [ended, end]
}
