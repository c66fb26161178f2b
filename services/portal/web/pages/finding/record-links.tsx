import type { RecordLinks as Links } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useLoad } from '../../app/use-load.ts'
import { Fact } from '../../ui/fact.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { choicesIn } from '../custody/choices.ts'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'
import { ConfirmAsSecond, Waiting } from './waiting.tsx'

interface Props {
  /** Another one: look again. */
  readonly turn: number
  done(said: string): void
}

/** What was found to be one person's, and what still waits for a second custodian. */
export function RecordLinks({ turn, done }: Props) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { finding } = t
  const { data, problem } = useLoad(`links-${turn}`, () => client.recordLinks())
  return (
    <section aria-labelledby="links">
      <h2 id="links">{finding.links}</h2>
      <p>{finding.linksLead}</p>
      <Problem problem={problem} />
      {data?.links.length === 0 && <p>{finding.noLinks}</p>}
      <ol class="cards" aria-label={finding.links}>
        {data?.links.map((link, i) => (
          <li key={link.linkId}>
            <h3>{finding.link(i + 1)}</h3>
            <dl class="facts">
              <Fact name={finding.linkedAt}>{moment(link.linkedAt)}</Fact>
            </dl>
            <Unlink linkId={link.linkId} done={done} />
          </li>
        ))}
      </ol>
      <h3 id="links-waiting">{finding.waiting}</h3>
      {data?.waiting.length === 0 && <p>{finding.noneWaiting}</p>}
      <ol class="cards" aria-labelledby="links-waiting">
        {data?.waiting.map(request => (
          <li key={request.requestId}>
            <WaitingLink request={request} done={done} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function WaitingLink({ request, done }: { request: Links['waiting'][number]; done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { kinds, linkReasons, unlinkReasons } = t.finding
  const { requestId, kind, reason } = request
  return (
    <>
      <h4 id={requestId}>
        {kinds[kind]} · {linkReasons[reason] ?? unlinkReasons[reason] ?? reason}
      </h4>
      <Waiting of={request} />
      <ConfirmAsSecond of={request} named={requestId} confirm={() => client.confirmLink(requestId)} done={done} />
    </>
  )
}

function Unlink({ linkId, done }: { linkId: string; done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const { finding, app } = t
  const form = useShortForm(
    { reason: '' },
    ({ reason }) => ({ reason: reason === '' ? app.choose : undefined }),
    async ({ reason }) => {
      await once(reason, key => client.requestUnlink(linkId, reason, key))
      done(finding.linkAsked)
    },
  )
  return (
    <ShortForm form={form} send={finding.askUnlink}>
      <SelectField
        {...{ id: `${linkId}-unlink`, label: finding.unlinkReason, empty: app.choose }}
        choices={choicesIn(finding.unlinkReasons)}
        {...form.input('reason')}
      />
    </ShortForm>
  )
}
