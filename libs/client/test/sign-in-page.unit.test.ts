import { describe, expect, it } from 'vitest'
import { createCookieJar } from '../src/node/cookie-jar.ts'
import { formOf } from '../src/node/html-form.ts'

describe('a sign-in page', () => {
  it('has one form that posts; what the page filled in is kept', () => {
    const form = formOf(`<form action="/find"><input name="q"></form>
      <FORM METHOD='POST' action='/x?a=1&amp;b=2'><input name=token value="&lt;&#34;&#x27;&gt;" hidden><input name="password"></FORM>`)
    expect(form?.action).toBe('/x?a=1&b=2')
    expect([...(form?.fields ?? [])]).toEqual([
      ['token', `<"'>`],
      ['password', ''],
    ])
  })

  it('with none or two is not understood', () => {
    expect(formOf('<p>Closed</p>')).toBeUndefined()
    const form = '<form method="post"></form>'
    expect(formOf(form + form)).toBeUndefined()
  })
})

describe('a cookie jar', () => {
  const response = (...cookies: string[]) => new Response('', { headers: cookies.map(c => ['set-cookie', c]) })

  it('sends a cookie to its path and below', () => {
    const jar = createCookieJar()
    jar.keep(
      response('a=1; Path=/; HttpOnly', 'b=2; path=/auth; Secure', 'c=x=y; SameSite=Lax'),
      'http://h/login/start',
    )
    expect(jar.header('http://h/')).toEqual({ cookie: 'a=1' })
    expect(jar.header('http://h/auth/9?q')).toEqual({ cookie: 'a=1; b=2' })
    expect(jar.header('http://h/authority')).toEqual({ cookie: 'a=1' })
    expect(jar.header('http://h/login/next')).toEqual({ cookie: 'a=1; c=x=y' })
  })

  it('forgets what the provider takes back', () => {
    const jar = createCookieJar()
    jar.keep(response('a=1; path=/', 'b=2; path=/'), 'http://h/')
    jar.keep(response('a=; path=/; max-age=0', 'b=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT'), 'http://h/')
    expect(jar.header('http://h/')).toEqual({})
  })
})
