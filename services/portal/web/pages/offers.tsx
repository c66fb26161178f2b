import type { NeedsOffered } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { usePages } from '../app/use-pages.ts'
import { More } from '../ui/more.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { useFresh } from '../work/news/provider.tsx'
import { OfferCard } from './offers/offer-card.tsx'

const LIMIT = 50

/** Needs of somebody whom the agency does not know: whether it could help, it says without knowing who it is. */
export function Offers() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const load = (answered: boolean) => (cursor?: string) =>
    client.offers({ answered, limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) })
  const open = usePages('open', load(false))
  const answered = usePages('answered', load(true))
  const [thanks, setThanks] = useState('')
  const reload = () => {
    void open.reload()
    void answered.reload()
  }
  useFresh(reload)
  const answer = useAction(async (offer: NeedsOffered, reason: string | undefined) => {
    const said = reason === undefined ? ({ answer: 'willing' } as const) : ({ answer: 'declined', reason } as const)
    await client.answerOffer(offer.id, said, undefined, offer.version === undefined ? {} : { version: offer.version })
    setThanks(t.offers.thanks[reason === undefined ? 'willing' : 'declined'])
    reload()
  })
  return (
    <Page title={t.offers.title} lead={t.offers.lead}>
      <p>{t.offers.noIdentity}</p>
      <Problem problem={open.problem ?? answer.problem} />
      <Status>{open.loading && !open.data ? t.app.loading : thanks}</Status>
      <h2 id="open-offers">{t.offers.open}</h2>
      {open.data?.items.length === 0 && <p>{t.offers.empty}</p>}
      <ul class="cards">
        {open.data?.items.map(offer => (
          <li key={offer.id}>
            <OfferCard
              offer={offer}
              busy={answer.busy}
              answer={reason => {
                setThanks('')
                void answer.run(offer, reason)
              }}
            />
          </li>
        ))}
      </ul>
      <More list={open} of="open-offers" />
      <h2 id="answered-offers">{t.offers.answered}</h2>
      <Problem problem={answered.problem} />
      {answered.data?.items.length === 0 && <p>{t.offers.noneAnswered}</p>}
      <ul class="cards">
        {answered.data?.items.map(offer => (
          <li key={offer.id}>
            <OfferCard offer={offer} busy={false} />
          </li>
        ))}
      </ul>
      <More list={answered} of="answered-offers" />
    </Page>
  )
}
