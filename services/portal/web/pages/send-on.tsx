import type { AgencyView, OfferView, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { onwardDraft } from '../form/onward.ts'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { OnNewBasis } from './new/on-new-basis.tsx'

/** To an agency that can help, but that the recorded basis does not reach: a new basis first, then the referral. */
export function SendOn({ id, offer }: { id: string; offer: string }) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { offers } = t.case
  const { data, problem, loading } = useLoad(`${id} ${offer}`, () => client.get(id))
  const found = data?.offers?.find(one => one.id === offer)
  const to = agencies.all.find(({ agencyId }) => agencyId === found?.toAgency)
  return (
    <Page title={offers.onwardTitle} lead={offers.onwardLead}>
      <p>
        <a href={addressOf({ page: 'referral', id })}>{t.case.assess.back}</a>
      </p>
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : undefined}</Status>
      {data && !found && <p>{t.app.notFound}</p>}
      {data && found && to && <Basis referral={data} offer={found} to={to} />}
    </Page>
  )
}

function Basis({ referral, offer, to }: { referral: ReferralView; offer: OfferView; to: AgencyView }) {
  const { t, language, code } = useWords()
  const { protocols } = useSignedIn()
  const isForMinors = protocols.find(referral.protocol)?.subjects === 'minors'
  if (referral.subjectRef === undefined) return null
  return (
    <>
      <h2>{to.name}</h2>
      <p>{offer.services.map(service => code('service', service)).join(', ')}</p>
      <OnNewBasis
        {...{ subjectRef: referral.subjectRef, steps: ['basis'], button: t.case.offers.onwardButton }}
        begin={onwardDraft(referral, offer, to, { isForMinors, language })}
        offerId={offer.id}
      />
    </>
  )
}
