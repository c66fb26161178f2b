import type { EvidenceDetail, EvidencePermission } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { AnswerUse } from './answer-use.tsx'
import { AskUse } from './ask-use.tsx'
import { useCode } from './said.ts'
import { shortOf } from './use-step.ts'

interface Props {
  readonly request: EvidenceDetail
  done(what: string): void
  outdated(): void
}

/** What came and what it may be used for; which other uses were asked for, and what the state that sent it said. */
export function Uses({ request, done, outdated }: Props) {
  const { t } = useWords()
  const { uses } = t.evidence
  const { items, permissions, specialty } = request
  if (items.length === 0) return null
  const waits = permissions.find(({ answer }) => answer === null)
  const may = (step: string) => request.allowedSteps.some(one => one.step === step && !one.blocked)
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">{uses.title}</h2>
      <p class="hint">{t.evidence.specialty(specialty.article)}</p>
      <Items request={request} />
      <h3>{uses.permissions}</h3>
      {permissions.length === 0 ? (
        <p>{uses.none}</p>
      ) : (
        <ol class="timeline">
          {permissions.map(one => (
            <Permission key={one.n} request={request} permission={one} />
          ))}
        </ol>
      )}
      {may('ask-use') && <AskUse request={request} done={done} outdated={outdated} />}
      {waits && may('permit-use') && <AnswerUse request={request} asked={waits} done={done} outdated={outdated} />}
    </section>
  )
}

function Items({ request }: { request: EvidenceDetail }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const word = useCode(request)
  const { uses } = t.evidence
  return (
    <ol>
      {request.items.map(({ item, kind, handling, clears, free, useEnds }) => (
        <li key={item}>
          <strong>{word(kind)}</strong> <span class="hint">{uses.item(shortOf(item))}</span>
          <p>
            {word(handling)}
            {clears && `. ${word('exculpatory')}`}
          </p>
          <p class="hint">{free.length === 0 ? uses.onlyAsked : uses.free(free.map(word).join(', '))}</p>
          {useEnds && <p class="notice">{uses.ends(moment(useEnds))}</p>}
          {request.uses
            .filter(used => used.item === item)
            .map(used => (
              <p key={`${used.at} ${used.use}`} class="hint">
                {uses.used(word(used.use), agencies.name(used.to.agencyId), moment(used.at))}
              </p>
            ))}
        </li>
      ))}
    </ol>
  )
}

function Permission({ request, permission }: { request: EvidenceDetail; permission: EvidencePermission }) {
  const { t, moment } = useWords()
  const word = useCode(request)
  const { uses } = t.evidence
  const { use, to, items, askedAt, answer } = permission
  return (
    <li class="station">
      <strong>
        {word(use)}
        {to && ` (${to})`}
      </strong>
      <span>{items === null ? uses.all : items.map(item => uses.item(shortOf(item))).join(', ')}</span>
      <span>{uses.asked(moment(askedAt))}</span>
      {answer === null && <span>{uses.waiting}</span>}
      {answer !== null && (
        <span>
          {answer.permitted === null
            ? uses.refused(word(answer.reason ?? ''), moment(answer.at))
            : uses.permitted(word(answer.permitted), moment(answer.at))}
        </span>
      )}
      {answer?.until && <span>{uses.until(moment(answer.until))}</span>}
      {answer?.items && <span>{answer.items.map(item => uses.item(shortOf(item))).join(', ')}</span>}
      {answer?.reasonsSent && <span class="hint">{word('reasonsSent')}</span>}
    </li>
  )
}
