import type { Ask } from '@amparo/asking'
import type { HttpApp } from '@amparo/http'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { answerOffer } from './commands/answer-offer.ts'
import { callIntake } from './commands/call-intakes.ts'
import type { Deps } from './commands/deps.ts'
import { expireOffer } from './commands/expire-offers.ts'
import { handOver } from './commands/hand-over.ts'
import { dropShift, planShift } from './commands/keep-rota.ts'
import { linkReferrals } from './commands/link-referrals.ts'
import { offerNext } from './commands/offer-next.ts'
import { openIntake } from './commands/open-intake.ts'
import { pruneNews } from './commands/prune-news.ts'
import { remindOfOffer } from './commands/remind-of-offers.ts'
import { tellAcross } from './commands/tell-across.ts'
import type { Book } from './domain/book.ts'
import { deadlinesRoute } from './http/deadlines.ts'
import { handoverRoutes } from './http/handovers.ts'
import { intakeRoutes } from './http/intakes.ts'
import { linkRoute } from './http/links.ts'
import { newsRoute } from './http/news.ts'
import { offerRoutes } from './http/offers.ts'
import { plainText } from './http/own-texts.ts'
import { rotaRoutes } from './http/rota.ts'
import type { NewsFeed } from './news-feed.ts'
import { findOffering, findSuitable } from './ports/offering.ts'
import { getHands, listHands } from './queries/get-hands.ts'
import { getIntake, listIntakes } from './queries/get-intake.ts'
import { getRota } from './queries/get-rota.ts'
import { listDeadlines } from './queries/list-deadlines.ts'
import { listOffers } from './queries/list-offers.ts'
import { readNews } from './queries/read-news.ts'
import { startWork, type Work } from './work.ts'

interface DailyDeps extends Deps {
  readonly store: Store
}

/** Routes of what an agency does besides the steps of its referrals. */
export function addDailyRoutes(
  http: HttpApp,
  deps: DailyDeps & { readonly feed: NewsFeed; readonly heartbeatMs?: number },
): void {
  const { store, book, feed, now, heartbeatMs } = deps
  offerRoutes(http, { list: listOffers(store), answer: answerOffer(deps), now })
  linkRoute(http, linkReferrals(deps))
  intakeRoutes(http, { open: openIntake(deps), get: getIntake(store), list: listIntakes(store), now })
  rotaRoutes(http, { get: getRota(store, now), plan: planShift(deps), drop: dropShift(deps) })
  handoverRoutes(http, { hand: handOver(deps), get: getHands(store), list: listHands(store, now) })
  const textOf = (protocol: string, version: number, deadline: string) => {
    const found = book.get(protocol, version)
    return found ? (book.forHub(found, deps.hub).deadlines[deadline]?.text ?? found.name) : plainText(deadline)
  }
  deadlinesRoute(http, { list: listDeadlines(store), textOf, now })
  newsRoute(http, { news: readNews(store), feed, now, ...(heartbeatMs !== undefined && { heartbeatMs }) })
}

interface WorkDeps extends DailyDeps {
  readonly ask: Ask
  readonly log: Log
  readonly pollMs?: number
}

/** Asks the next agency where one is wanted, lets offers end, tells other hubs, calls of unfinished intakes, and forgets old news. */
export function startOffering({ store, book, ask, ...deps }: WorkDeps): Work {
  const { hub, newId, log, pollMs } = deps
  const rulesOf = (protocol: string, version: number) => {
    const { recipients, subjects } = protocolOf(book, protocol, version)
    return { recipients, minors: subjects === 'minors' }
  }
  const asking = { findOffering: findOffering(ask, hub), findSuitable: findSuitable(ask, { hub, newId }), rulesOf }
  const work = startWork({
    pieces: [
      offerNext({ ...deps, book, ...asking }),
      expireOffer(deps),
      tellAcross({ ...deps, book }),
      remindOfOffer(deps),
      callIntake(deps),
      pruneNews(deps),
    ],
    log,
    ...(pollMs !== undefined && { pollMs }),
  })
  const forget = store.wake.onEmitted(() => work.kick())
  const stop = async () => {
    forget()
    await work.stop()
  }
  return { ...work, stop }
}

/** The file of every version of which a referral runs is there. */
function protocolOf(book: Book, id: string, version: number) {
  const found = book.get(id, version)
  if (found === undefined) throw new RangeError('the version of a running referral is not here')
  return found
}
