-- How many matters stand in each phase is told from an index alone, with whatever decides who may know of them.

create index enforcement_case_counted on enforcement_case (agency, phase, phase_zh) include (id, people, recused);
