import { takeReturnPath } from './session.ts'
import { testReturnPaths } from './test-return-paths.ts'

testReturnPaths({
  returnKey: 'healthcrm.return-to',
  take: takeReturnPath,
  home: '/',
  own: ['/leads?status=x', '/contacts/4'],
  foreign: [],
})
