import { testReturnPaths } from '../../lib/test-return-paths.ts'
import { takeReturnPath } from './session.ts'

testReturnPaths({
  returnKey: 'healthcrm.portal.return-to',
  take: takeReturnPath,
  home: '/portal',
  own: ['/portal/visits/4', '/portal/book?from=x'],
  foreign: ['/leads/1', '/portalx', '/portal/../leads', '/portal\\\\evil.example'],
})
