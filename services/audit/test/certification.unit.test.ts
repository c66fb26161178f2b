import { describe, expect, it } from 'vitest'
import { checkCertified, decided, stepOf } from '../src/domain/registers/certification.ts'

const post = (userId: string, needed?: boolean) => ({
  ...{ userId, roles: ['caseworker'], needed },
  decidedBy: needed === undefined ? undefined : 'boss',
})
const codeOf = (run: () => unknown) => {
  try {
    run()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the accounts of an agency', () => {
  it.each([
    ['while one was not spoken of', [post('ana', true), post('luz')], undefined],
    ['once all are needed', [post('ana', true), post('luz', true)], 'all_needed'],
    ['once one of them is not', [post('ana', true), post('luz', false)], 'some_to_end'],
  ])('have their step %s', (_, posts, step) => expect(stepOf(posts)).toBe(step))

  it('are spoken of one by one, and what was said stands', () => {
    const after = decided([post('ana'), post('luz', true)], [{ userId: 'ana', needed: false }], 'boss')
    expect(after).toEqual([post('ana', false), post('luz', true)])
  })

  it.each([
    ['somebody who is not among them', 'eva', 'certification_post_unknown'],
    ['themselves', 'boss', 'certification_of_oneself'],
    ['whom somebody has spoken of', 'luz', 'certification_post_decided'],
  ])('are not certified by who names %s', (_, userId, code) => {
    const posts = [post('ana'), post('luz', true), post('boss')]
    // Also where the others could be.
    const both = [
      { userId: 'ana', needed: true },
      { userId, needed: true },
    ]
    expect(codeOf(() => decided(posts, both, 'boss'))).toBe(code)
  })
})

describe('an auditor', () => {
  const take = (step: string, posts: Parameters<typeof checkCertified>[2]) =>
    codeOf(() => checkCertified(step, 'closed', posts))

  it('does not say in one word what is said of each account', () => {
    expect(take('all_needed', [post('ana')])).toBe('certification_posts_first')
    expect(take('some_ended', [post('ana')])).toBe('certification_posts_first')
    expect(take('some_ended', [post('ana', true)])).toBe('certification_posts_first')
  })

  it('says that what was not needed has ended, closes, and certifies as before what names no accounts', () => {
    expect(take('some_ended', [post('ana', false)])).toBe('done')
    expect(take('closed', [post('ana')])).toBe('done')
    expect(take('all_needed', [])).toBe('done')
  })
})
