-- Decisions of many agencies over six years, made of a few words each: some frequent, some rare, one of them alone.
insert into pub.decision (agency, id, document_no, title, party, outcome, decided_on, published_on, due, nth, body, version, nonce)
select agency, id, no, title, party, outcome, day, published, day + 9, 3,
  jsonb_build_object('agency', agency, 'agencyZh', '某市医疗保障局', 'id', id, 'documentNo', no, 'typeZh', '行政处罚', 'title', title, 'party', party,
    'outcome', outcome, 'facts', facts, 'violated', '[]'::jsonb, 'basis', '[]'::jsonb, 'payable', '[]'::jsonb, 'decidedOn', day, 'publishedOn', published,
    'term', jsonb_build_object('value', 7, 'unit', '工作日', 'due', day + 9, 'nth', 3, 'days', '[]'::jsonb, 'clauses', '[]'::jsonb),
    'course', '[]'::jsonb, 'demo', false, 'fingerprint', encode(sha256(n::text::bytea), 'hex'), 'ledger', jsonb_build_object('stream', 'publication:' || id, 'version', 4)),
  4, sha256(n::text::bytea)
from (
  select n, 'a' || n % 200 as agency, '01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as id, '某医保罚〔' || extract(year from day) || '〕' || n || '号' as no,
    party || cause || '案' as title, party, (array['警告', '罚款人民币 2,100 元', '警告，罚款人民币 30,000 元', '没收违法所得 1,000 元'])[1 + n % 4]
      || case when n % 9000 = 0 then '，吊销医疗机构执业许可证' else '' end as outcome,
    '检查时发现该单位' || cause || '，涉及' || n % 997 || '人次。' || repeat('该单位未按照规定保存有关资料，经责令改正后已经改正，当事人对事实没有异议。', 6) as facts,
    day, day + (case when n % 50 = 0 then 12 else n % 9 end)::int as published
  from (select n, day, cause, s[1 + n * 7 % 40] || s[1 + n / 40 % 40] || s[1 + n / 1600 % 40] || (array['诊所', '门诊部', '医院', '药店', '卫生站'])[1 + n % 5] as party
    from (select n, date '2020-07-01' + (n::bigint * 2300 / $3)::int as day,
        (array['使用非卫生技术人员', '未将医疗废物分置于专用容器', '重复收费', '分解项目收费', '串换药品', '伪造医学文书'])[1 + n % 6] as cause,
        string_to_array('德元康安福寿仁济惠民和平明川东岸西城北坡南湖春秋晨曦柏溪松江远山清河金桥银杏石井长流', null) as s
      from generate_series($1::int, $2::int) as n) as a) as b) as c
