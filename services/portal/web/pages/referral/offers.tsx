import type { OfferView, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import type { Words } from '../../i18n/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'

/** For the sender: which other agencies were asked whether they could help, without being told whom, and what they said. */
export function Offers({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { offers } = t.case
  if (referral.offers === undefined || referral.offers.length === 0) return null
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{offers.title}</h2>
      <p>{offers.lead}</p>
      <ul class="cards">
        {referral.offers.map(offer => (
          <li key={offer.id}>
            <Offer referral={referral} offer={offer} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Offer({ referral, offer }: { referral: ReferralView; offer: OfferView }) {
  const words = useWords()
  const { t, code } = words
  const { agencies, client, may } = useSignedIn()
  const { offers } = t.case
  const [sentTo, setSentTo] = useState(offer.takenBy)
  const to = agencies.all.find(({ agencyId }) => agencyId === offer.toAgency)
  const work = useAction(async () => {
    const { subjectRef, protocol, priority, purpose } = referral
    if (to === undefined || subjectRef === undefined) return
    const { hub, agencyId } = to
    const request = { subjectRef, protocol, priority, purpose, services: offer.services, to: { hub, agencyId } }
    // The same offer is sent on once, however often the button is pressed.
    const sent = await client.submitReferral({ ...request, offerId: offer.id }, `offer ${offer.id}`)
    setSentTo(sent.id)
  })
  const isWilling = offer.answer === 'willing'
  return (
    <article class="card">
      <h3>{agencies.name(offer.toAgency)}</h3>
      <p class="badges">
        <Badge kind={isWilling ? 'accepted' : 'plain'}>{answerText(words, offer)}</Badge>
      </p>
      <p>{offer.services.map(service => code('service', service)).join(', ')}</p>
      {offer.serves === false && <p class="notice">{offers.unserving}</p>}
      <Problem problem={work.problem} />
      {isWilling && !offer.withinBasis && sentTo === undefined && (
        <div class="notice">
          <p>{offers.outside}</p>
          {may('consent:record') && (
            <p>
              <a href={addressOf({ page: 'onward', id: referral.id, offer: offer.id })}>{offers.onwardLink}</a>
            </p>
          )}
        </div>
      )}
      {isWilling && offer.withinBasis && to && sentTo === undefined && may('referral:submit') && (
        <Button type="button" disabled={work.busy} onClick={() => void work.run()}>
          {work.busy ? offers.sending : offers.sendOn(to.name)}
        </Button>
      )}
      <p role="status">
        {sentTo !== undefined && <a href={addressOf({ page: 'referral', id: sentTo })}>{offers.sent}</a>}
      </p>
    </article>
  )
}

function answerText({ t, code, moment }: Words, { answer, reason, expiresAt }: OfferView): string {
  const { offers } = t.case
  if (answer === undefined) return offers.waiting(moment(expiresAt))
  if (answer === 'willing') return offers.willing
  if (answer !== 'declined') return offers.over
  return reason === undefined ? offers.declined : `${offers.declined}${t.app.colon}${code('decline', reason)}`
}
