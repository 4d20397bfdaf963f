-- What the schema public holds, a row each: its kind, its name, its definition in PostgreSQL's own words. Names of
-- extensions stand for all they bring along.
WITH ours AS (
  SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT 'table' AS kind, relname::text AS name, format('row level security %s, forced %s', relrowsecurity, relforcerowsecurity) AS definition
  FROM ours WHERE relkind IN ('r', 'p')
UNION ALL
SELECT 'view', relname, pg_get_viewdef(oid) FROM ours WHERE relkind IN ('v', 'm')
UNION ALL
SELECT 'column', o.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
    'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''))
  FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = a.attnum WHERE o.relkind IN ('r', 'p')
UNION ALL
-- NOT NULL is told with its column: PostgreSQL 18 has constraints for it, earlier ones have not.
SELECT 'constraint', o.relname || '.' || k.conname, pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' not valid' END
  FROM ours o JOIN pg_constraint k ON k.conrelid = o.oid WHERE k.contype <> 'n' AND k.contype <> 't'
UNION ALL
SELECT 'index', t.relname || '.' || o.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
  FROM ours o JOIN pg_index i ON i.indexrelid = o.oid JOIN pg_class t ON t.oid = i.indrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'sequence', o.relname, format('%s, from %s by %s', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement)
  FROM ours o JOIN pg_sequence s ON s.seqrelid = o.oid
UNION ALL
SELECT 'enum', t.typname, (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
UNION ALL
SELECT 'trigger', o.relname || '.' || g.tgname, pg_get_triggerdef(g.oid) || CASE g.tgenabled WHEN 'O' THEN '' ELSE ' switched ' || g.tgenabled::text END
  FROM ours o JOIN pg_trigger g ON g.tgrelid = o.oid WHERE NOT g.tgisinternal
UNION ALL
SELECT 'policy', o.relname || '.' || p.polname, concat_ws(' ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, p.polcmd,
    'to ' || (SELECT string_agg(coalesce(r.rolname, 'public'), ', ' ORDER BY r.rolname) FROM unnest(p.polroles) AS m(id) LEFT JOIN pg_roles r ON r.oid = m.id),
    'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
  FROM ours o JOIN pg_policy p ON p.polrelid = o.oid
UNION ALL
SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'grant', o.relname || ' to ' || coalesce(r.rolname, 'public'), string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type)
  FROM ours o, aclexplode(o.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE a.grantee <> o.relowner GROUP BY 1, 2
UNION ALL
SELECT 'grant', o.relname || '.' || c.attname || ' to ' || coalesce(r.rolname, 'public'), string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type)
  FROM ours o JOIN pg_attribute c ON c.attrelid = o.oid, aclexplode(c.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee GROUP BY 1, 2
UNION ALL
SELECT 'extension', extname, '' FROM pg_extension
ORDER BY 1, 2
