import type { ReidentificationRequest, Reidentified } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useOpened } from '../../app/use-opened.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Fields } from '../referral/person-view.tsx'
import { AskWho } from './ask-who.tsx'
import { ConfirmAsSecond, Waiting } from './waiting.tsx'

interface Props {
  /** Another one: look again. */
  readonly turn: number
  done(said: string): void
}

/** Who somebody is: asked by one custodian, confirmed by another, seen once by the first. */
export function Identities({ turn, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { finding } = t
  const { data, problem } = useLoad(`identities-${turn}`, () => client.reidentifications())
  return (
    <section aria-labelledby="identities">
      <h2 id="identities">{finding.names2}</h2>
      <p>{finding.names2Lead}</p>
      <AskWho id="who" done={done} />
      <Problem problem={problem} />
      {data?.length === 0 && <p>{finding.noneWaiting}</p>}
      <ol class="cards" aria-label={finding.names2}>
        {data?.map(request => (
          <li key={request.requestId}>
            <Identity request={request} done={done} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Identity({ request, done }: { request: ReidentificationRequest; done(said: string): void }) {
  const words = useWords()
  const { t, code } = words
  const { client } = useSignedIn()
  const { finding } = t
  const { requestId, reason, reference, isOwn, confirmed } = request
  const { open, view, cleared, minutes, clear } = useOpened<Reidentified>(() => client.openReidentified(requestId))
  return (
    <>
      <h3 id={requestId}>
        {finding.whoReasons[reason] ?? reason} · {reference}
      </h3>
      <Waiting of={request} />
      {isOwn && (
        <p class="hint">
          {finding.requestNumber}
          {t.app.colon}
          <code>{requestId}</code>
        </p>
      )}
      <ConfirmAsSecond
        {...{ of: request, named: requestId, done }}
        confirm={() => client.confirmReidentification(requestId)}
      />
      <Problem problem={open.problem} />
      <Status>{open.busy ? finding.opening : view ? t.view.remaining(minutes) : cleared && finding.cleared}</Status>
      {view && (
        <div class="person">
          {Object.entries(view.categories).map(([category, data]) => (
            <section key={category} aria-labelledby={`${requestId}-${category}`} class="category">
              <h4 id={`${requestId}-${category}`}>{code('category', category)}</h4>
              <Fields of={data} words={words} />
            </section>
          ))}
          <dl class="facts">
            <Fact name={t.view.basis}>{code('basis', view.basis)}</Fact>
          </dl>
          <p class="hint">{t.view.logged(view.auditEntry.index)}</p>
          <button type="button" onClick={clear}>
            {finding.close}
          </button>
        </div>
      )}
      {!view && !cleared && isOwn && confirmed && (
        <>
          <p>{finding.openLead}</p>
          <Button type="button" disabled={open.busy} aria-describedby={requestId} onClick={() => void open.run()}>
            {finding.open}
          </Button>
        </>
      )}
    </>
  )
}
