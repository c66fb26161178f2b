import { useEffect, useState } from 'preact/hooks'
import { addressOf, type Route, routeOf } from './route.ts'

export const go = (route: Route): void => {
  location.hash = addressOf(route)
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const changed = () => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return routeOf(hash)
}
