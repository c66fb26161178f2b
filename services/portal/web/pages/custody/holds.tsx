import type { LegalHoldView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PlaceHold } from './place-hold.tsx'

/** Orders under which people are not erased. */
export function Holds() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, reload } = useLoad('holds', () => client.legalHolds())
  const [said, tell] = useTold()
  const done = (what: string) => {
    tell(what)
    void reload()
  }
  return (
    <>
      <h2>{t.custody.holds}</h2>
      <p>{t.custody.holdsLead}</p>
      <Problem problem={problem} />
      <Status told={said} />
      <PlaceHold done={done} />
      {data?.length === 0 && <p>{t.custody.noHolds}</p>}
      <ol class="cards" aria-label={t.custody.holds}>
        {data?.map(hold => (
          <li key={hold.holdId}>
            <Hold hold={hold} done={done} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Hold({ hold, done }: { hold: LegalHoldView; done(said: string): void }) {
  const { t, moment, day } = useWords()
  const { client } = useSignedIn()
  const release = useAction(async () => {
    await client.releaseHold(hold.holdId)
    done(t.custody.released)
  })
  const named = `${hold.holdId}-name`
  return (
    <>
      <h3 id={named}>
        {t.custody.authorities[hold.authority] ?? hold.authority} · {hold.reference}
      </h3>
      <p>
        <code>{hold.subjectRef}</code>
      </p>
      <dl class="facts">
        <Fact name={t.custody.requestedAt}>{moment(hold.placedAt)}</Fact>
        <Fact name={t.custody.reviewOn}>{day(hold.reviewOn)}</Fact>
      </dl>
      <Problem problem={release.problem} />
      <Button
        type="button"
        class="secondary"
        disabled={release.busy}
        aria-describedby={named}
        onClick={() => void release.run()}
      >
        {t.custody.release}
      </Button>
    </>
  )
}
