/** What is done with saved views. */
import { useQueryClient } from '@tanstack/react-query'
import type { ViewPage } from '#shared/values'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import type { SavedView } from './views-query.ts'

type Change = { name?: string; search?: string; isShared?: boolean }

/** Each says what it did; a refusal says why and changes nothing. */
export function useViewActs(page: ViewPage) {
  const queries = useQueryClient()
  const act = async <T>(work: () => Promise<T>, said?: (done: T) => string): Promise<T | undefined> => {
    try {
      const done = await work()
      if (said) toast({ text: said(done) })
      return done
    } catch (error) {
      toast({ text: t('views.refused', { why: explainShortly(error) }), refused: true })
      return undefined
    } finally {
      await queries.invalidateQueries({ queryKey: ['views', page] })
    }
  }
  const makeDefault = (view: SavedView) => call('PUT /views/:id/default', { params: { id: view.id } })
  const remake = ({ name, search, isShared, isDefault }: SavedView) =>
    act(
      async () => {
        const again = await call('POST /views', { body: { page, name, search, isShared } })
        return isDefault ? makeDefault(again) : again
      },
      () => t('views.back', { name }),
    )
  return {
    change: (view: SavedView, body: Change, said: string) =>
      act(
        () => call('PATCH /views/:id', { params: { id: view.id }, body }),
        () => said,
      ),
    makeDefault: (view: SavedView) =>
      act(
        () => makeDefault(view),
        () => t('views.nowDefault', { name: view.name }),
      ),
    dropDefault: (view: SavedView) =>
      act(
        () => call('DELETE /views/:id/default', { params: { id: view.id } }),
        () => t('views.noDefault'),
      ),
    remove: async (view: SavedView) => {
      const gone = await act(async () => {
        await call('DELETE /views/:id', { params: { id: view.id } })
        return true
      })
      if (gone) toast({ text: t('views.deleted', { name: view.name }), undo: () => void remake(view) })
      return gone === true
    },
  }
}
