export type Route =
  | { readonly page: 'home' | 'new' | 'inbox' | 'sent' | 'nowhere' }
  | { readonly page: 'referral'; readonly id: string }
  | { readonly page: 'confirm' | 'log'; readonly id: string | undefined }

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => ID.test(text)

/** Where somebody is stands behind the "#", which no browser sends to a server. */
export function routeOf(hash: string): Route {
  const [page = '', id, ...rest] = hash.replace(/^#?\/?/, '').split('/')
  if (rest.length > 0 || (id !== undefined && !isId(id))) return { page: 'nowhere' }
  if (page === 'referrals' && id !== undefined) return { page: 'referral', id }
  if (page === 'confirm' || page === 'log') return { page, id }
  if (id !== undefined) return { page: 'nowhere' }
  if (page === '') return { page: 'home' }
  return page === 'new' || page === 'inbox' || page === 'sent' ? { page } : { page: 'nowhere' }
}

export const addressOf = (route: Route): string => {
  if (route.page === 'referral') return `#/referrals/${route.id}`
  if (route.page === 'confirm' || route.page === 'log')
    return route.id === undefined ? `#/${route.page}` : `#/${route.page}/${route.id}`
  return route.page === 'home' ? '#/' : `#/${route.page}`
}
