import type { EvidenceDetail, EvidencePermission } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { AnswerUse } from './answer-use.tsx'
import { AskUse } from './ask-use.tsx'
import { goneLines } from './gone-steps.ts'
import { filesIn } from './item-codes.ts'
import { useCode } from './said.ts'
import { SayGone } from './say-gone.tsx'
import { shortOf } from './use-step.ts'
import { OF_ANNEXES, OF_ITEMS, type UseSteps } from './use-steps.ts'

interface Props {
  readonly request: EvidenceDetail
  done(what: string): Promise<void>
  outdated(): void
}

/** What came and what it may be used for; which other uses were asked for, and what the state that sent it said. */
export function Uses({ request, done, outdated }: Props) {
  const { t } = useWords()
  const { uses } = t.evidence
  const { items, permissions, specialty } = request
  if (items.length === 0) return null
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">{uses.title}</h2>
      <p class="hint">{t.evidence.specialty(specialty.article)}</p>
      <Items request={request} />
      <SayGone {...{ request, done, outdated }} />
      <Permissions {...{ request, permissions, done, outdated }} steps={OF_ITEMS} came={items} />
    </section>
  )
}

/** What came with the request serves it alone; whoever is asked asks for another use, and the side that sent it answers. */
export function AnnexUses({ request, done, outdated }: Props) {
  const { t } = useWords()
  const word = useCode(request)
  const { uses } = t.evidence
  const annexes = filesIn(request.answers['annexes'])
  if (annexes.length === 0) return null
  return (
    <section aria-labelledby="annex-uses">
      <h2 id="annex-uses">{uses.annexes}</h2>
      <p class="hint">{uses.annexesServe}</p>
      <ol>
        {annexes.map(({ item, kind, handling }) => (
          <li key={item}>
            <strong>{word(kind)}</strong> <span class="hint">{uses.item(shortOf(item))}</span>
            <p>{word(handling)}</p>
            <Used request={request} item={item} />
          </li>
        ))}
      </ol>
      <Permissions
        {...{ request, done, outdated }}
        permissions={request.annexPermissions ?? []}
        steps={OF_ANNEXES}
        came={annexes}
      />
    </section>
  )
}

interface Asking extends Props {
  readonly permissions: readonly EvidencePermission[]
  readonly steps: UseSteps
  readonly came: readonly { readonly item: string; readonly kind: string }[]
}

function Permissions({ request, permissions, steps, came, done, outdated }: Asking) {
  const { t } = useWords()
  const { uses } = t.evidence
  const waits = permissions.find(({ answer }) => answer === null)
  const may = (step: string) => request.allowedSteps.some(one => one.step === step && !one.blocked)
  return (
    <>
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
      {may(steps.ask) && <AskUse {...{ request, steps, came, done, outdated }} />}
      {waits && may(steps.permit) && <AnswerUse {...{ request, steps, done, outdated }} asked={waits} />}
    </>
  )
}

function Items({ request }: { request: EvidenceDetail }) {
  const words = useWords()
  const { t, moment } = words
  const word = useCode(request)
  const { uses } = t.evidence
  return (
    <ol>
      {request.items.map(one => {
        const { item, kind, handling, clears, free, useEnds, handedOverAt } = one
        const gone = goneLines(request, one, words)
        return (
          <li key={item}>
            <strong>{word(kind)}</strong> <span class="hint">{uses.item(shortOf(item))}</span>
            <p>
              {word(handling)}
              {clears && `. ${word('exculpatory')}`}
            </p>
            <p class="hint">{uses.handedOver(moment(handedOverAt))}</p>
            {gone.map(line => (
              <p key={line} class="notice">
                {line}
              </p>
            ))}
            {gone.length === 0 && (
              <>
                <p class="hint">{free.length === 0 ? uses.onlyAsked : uses.free(free.map(word).join(', '))}</p>
                {useEnds && <p class="notice">{uses.ends(moment(useEnds))}</p>}
              </>
            )}
            <Used request={request} item={item} />
          </li>
        )
      })}
    </ol>
  )
}

/** How one of them has been used. */
function Used({ request, item }: { request: EvidenceDetail; item: string }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const word = useCode(request)
  const { uses } = t.evidence
  return (
    <>
      {request.uses
        .filter(used => used.item === item)
        .map(used => (
          <p key={`${used.at} ${used.use}`} class="hint">
            {uses.used(
              used.use === 'as-requested' ? uses.givenOut : word(used.use),
              agencies.name(used.to.agencyId),
              moment(used.at),
            )}
          </p>
        ))}
    </>
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
