import { Assess } from '../pages/assess.tsx'
import { CompleteRecord } from '../pages/complete-record.tsx'
import { Confirm } from '../pages/confirm.tsx'
import { Consents } from '../pages/consents.tsx'
import { Custody } from '../pages/custody/custody.tsx'
import { Calendar } from '../pages/deadlines/calendar.tsx'
import { Overdue } from '../pages/deadlines/overdue.tsx'
import { Alert } from '../pages/desk/alert.tsx'
import { Alerts } from '../pages/desk/alerts.tsx'
import { AuditLog } from '../pages/desk/audit-log.tsx'
import { Books } from '../pages/desk/books.tsx'
import { Certifications } from '../pages/desk/certifications.tsx'
import { Erasure } from '../pages/desk/erasure.tsx'
import { Erasures } from '../pages/desk/erasures.tsx'
import { Findings } from '../pages/desk/findings.tsx'
import { Questions } from '../pages/desk/questions.tsx'
import { Registers } from '../pages/desk/registers.tsx'
import { Samples } from '../pages/desk/samples.tsx'
import { DueBases } from '../pages/due-bases.tsx'
import { Contacts } from '../pages/evidence/contacts.tsx'
import { Request } from '../pages/evidence/request.tsx'
import { Requests } from '../pages/evidence/requests.tsx'
import { Find } from '../pages/finding/find.tsx'
import { Intake } from '../pages/intake/intake.tsx'
import { ReferralList } from '../pages/lists/referral-list.tsx'
import { NameBasis } from '../pages/name-basis.tsx'
import { NewReferral } from '../pages/new-referral.tsx'
import { Notices } from '../pages/notices.tsx'
import { Nowhere } from '../pages/nowhere.tsx'
import { Offers } from '../pages/offers.tsx'
import { OneCases } from '../pages/one-case/one-cases.tsx'
import { Paper } from '../pages/paper.tsx'
import { QuickReferral } from '../pages/quick-referral.tsx'
import { Recalls } from '../pages/recalls.tsx'
import { Referral } from '../pages/referral.tsx'
import { Redaction } from '../pages/review/redaction.tsx'
import { Redactions } from '../pages/review/redactions.tsx'
import { SendDraft } from '../pages/send-draft.tsx'
import { SendOn } from '../pages/send-on.tsx'
import { StandBy } from '../pages/stand-by.tsx'
import { Capacity } from '../pages/team/capacity.tsx'
import { Duty } from '../pages/team/duty.tsx'
import { Handover } from '../pages/team/handover.tsx'
import { useSignedIn } from './context.ts'
import { homeOf, scopeOf } from './places.ts'
import type { Route } from './route.ts'

/** The page of a route; one that the person's role does not open is none. */
export function Pages({ route: asked }: { route: Route }) {
  const { may } = useSignedIn()
  // Before all else: who goes from home to the page that it is stays on it, with what they have begun there.
  const route = asked.page === 'home' ? homeOf(may)?.route : asked
  if (route === undefined) return <Nowhere />
  const scope = scopeOf(route.page)
  if (scope !== undefined && !may(scope)) return <Nowhere />
  switch (route.page) {
    case 'inbox':
    case 'sent':
    case 'drafts':
    case 'protection':
      return <ReferralList key={route.page} list={route.page} filters={route.filters ?? {}} />
    case 'calendar':
      return <Calendar route={route} />
    case 'overdue':
      return <Overdue of={route.of} />
    case 'offers':
      return <Offers />
    case 'new':
      return <NewReferral />
    case 'quick':
      return <QuickReferral />
    case 'many':
      return <Intake />
    case 'paper':
      return <Paper />
    case 'duty':
      return <Duty />
    case 'handover':
      return <Handover />
    case 'capacity':
      return <Capacity />
    case 'custody':
      return <Custody />
    case 'find':
      return <Find />
    case 'notices':
      return <Notices />
    case 'reviews':
      return <DueBases />
    case 'recalls':
      return <Recalls />
    case 'name-basis':
      return <NameBasis />
    case 'one-case':
      return <OneCases />
    case 'redactions':
      return route.id === undefined ? <Redactions /> : <Redaction key={route.id} id={route.id} />
    case 'contacts':
      return <Contacts />
    case 'evidence':
      return route.id === undefined ? <Requests /> : <Request key={route.id} id={route.id} />
    case 'referral':
      return <Referral key={route.id} id={route.id} />
    case 'record':
      return may('subject:register') && may('referral:work') ? (
        <CompleteRecord key={route.id} id={route.id} />
      ) : (
        <Nowhere />
      )
    case 'consents':
      return may('consent:record') ? <Consents key={route.id} id={route.id} /> : <Nowhere />
    case 'send':
      return may('referral:submit') && may('consent:record') ? <SendDraft key={route.id} id={route.id} /> : <Nowhere />
    case 'onward':
      return may('referral:submit') ? <SendOn key={route.offer} id={route.id} offer={route.offer} /> : <Nowhere />
    case 'form':
      return <Assess key={route.form} id={route.id} form={route.form} />
    case 'stand-by':
      return route.id !== undefined && may('consent:confirm') ? <StandBy key={route.id} id={route.id} /> : <Nowhere />
    case 'confirm':
      return <Confirm key={route.id} id={route.id} />
    case 'alerts':
      return route.id === undefined ? <Alerts /> : <Alert key={route.id} id={route.id} />
    case 'erasures':
      return route.id === undefined ? <Erasures /> : <Erasure key={route.id} id={route.id} />
    case 'findings':
      return <Findings />
    case 'books':
      return <Books />
    case 'certifications':
      return <Certifications />
    case 'questions':
      return <Questions />
    case 'registers':
      return <Registers of={route.of} />
    case 'samples':
      return <Samples />
    case 'log':
      return <AuditLog key={route.id} id={route.id} />
    case 'home':
    case 'link':
    case 'sheet':
    case 'nowhere':
      return <Nowhere />
  }
}
