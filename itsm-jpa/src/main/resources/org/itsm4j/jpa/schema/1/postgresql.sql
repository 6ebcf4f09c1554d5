-- itsm4j, schema version 1, for PostgreSQL. Prefix and schema: JpaSchema writes this script with other names.
-- Moments are microseconds since 1970-01-01 00:00 UTC. In a report: timestamp 'epoch' + logged_at * interval '1 microsecond'

create table if not exists itsm_incident (
    tenant varchar(64) not null,
    id uuid not null,
    lock_version bigint not null,
    ticket_number varchar(30) collate "C" not null,
    state varchar(40) not null,
    is_open smallint not null,
    stage_id text not null,
    stage_name text not null,
    workflow_token text,
    workflow_definition text not null,
    head_sequence bigint not null,
    head_hash varchar(64) not null,
    head_at bigint not null,
    updated_at bigint not null,
    wake_at bigint,
    sla_version integer not null,
    requester varchar(200),
    group_name varchar(200),
    agent varchar(200),
    custom_values text,
    summary varchar(200) not null,
    description text not null,
    source varchar(200),
    correlation_key varchar(200),
    service varchar(200),
    configuration_item varchar(200),
    category varchar(200),
    impact varchar(40) not null,
    urgency varchar(40) not null,
    priority varchar(40) not null,
    matrix_version integer not null,
    override_reason text,
    previous_group varchar(200),
    hops integer not null,
    bounces integer not null,
    hold_reason varchar(40),
    hold_note text,
    hold_reference_type varchar(40),
    hold_reference_key varchar(200),
    hold_follow_up_at bigint,
    resolution_code varchar(40),
    resolution_text text,
    resolution_cause varchar(200),
    resolution_workaround text,
    known_error_type varchar(40),
    known_error_key varchar(200),
    cancel_reason varchar(40),
    major_status varchar(40) not null,
    major_business_impact text,
    major_commander varchar(200),
    major_communications varchar(200),
    major_scribe varchar(200),
    major_sitrep_every varchar(40),
    major_next_sitrep_at bigint,
    major_review text,
    merged_into varchar(36),
    merged_from_state varchar(40),
    occurred_at bigint,
    detected_at bigint,
    logged_at bigint not null,
    assigned_at bigint,
    first_response_at bigint,
    resolved_at bigint,
    closed_at bigint,
    reopen_count integer not null,
    timer_at bigint,
    constraint pk_itsm_incident primary key (tenant, id)
) with (fillfactor = 85);
create unique index if not exists ux_itsm_incident_number on itsm_incident (tenant, ticket_number);
create unique index if not exists ux_itsm_incident_correlation on itsm_incident (tenant, correlation_key) where correlation_key is not null;
-- the queues of groups and of people: open ones by priority; and who has how many in which state
create index if not exists ix_itsm_incident_queue on itsm_incident (tenant, group_name, is_open, priority, id);
create index if not exists ix_itsm_incident_agent on itsm_incident (tenant, agent, is_open, priority, id);
create index if not exists ix_itsm_incident_state on itsm_incident (tenant, state);
create index if not exists ix_itsm_incident_major on itsm_incident (tenant, major_status, is_open, priority, id);
-- newest first
create index if not exists ix_itsm_incident_group on itsm_incident (tenant, group_name, logged_at, id);
create index if not exists ix_itsm_incident_requester on itsm_incident (tenant, requester, logged_at, id);
create index if not exists ix_itsm_incident_logged on itsm_incident (tenant, logged_at, id);
create index if not exists ix_itsm_incident_updated on itsm_incident (tenant, updated_at, id);
-- what waits for a problem or a change
create index if not exists ix_itsm_incident_waits on itsm_incident (tenant, hold_reference_key) where hold_reference_key is not null;
-- due work of all tenants
create index if not exists ix_itsm_incident_wake on itsm_incident (wake_at, id) where wake_at is not null;

create table if not exists itsm_problem (
    tenant varchar(64) not null,
    id uuid not null,
    lock_version bigint not null,
    ticket_number varchar(30) collate "C" not null,
    state varchar(40) not null,
    is_open smallint not null,
    stage_id text not null,
    stage_name text not null,
    workflow_token text,
    workflow_definition text not null,
    head_sequence bigint not null,
    head_hash varchar(64) not null,
    head_at bigint not null,
    updated_at bigint not null,
    wake_at bigint,
    sla_version integer not null,
    requester varchar(200),
    group_name varchar(200),
    agent varchar(200),
    custom_values text,
    summary varchar(200) not null,
    description text not null,
    source varchar(40) not null,
    service varchar(200),
    configuration_item varchar(200),
    category varchar(200),
    priority varchar(40),
    technique varchar(40),
    analysis text,
    known_error_status varchar(40),
    known_error_symptom text,
    known_error_cause text,
    known_error_evidence text,
    known_error_workaround text,
    known_error_at bigint,
    fix_decision text,
    fix_text text,
    fix_verification text,
    risk_justification text,
    risk_review_at bigint,
    risk_approver varchar(200),
    cancel_reason varchar(40),
    duplicate_of varchar(36),
    hold_reason varchar(40),
    hold_note text,
    hold_reference_type varchar(40),
    hold_reference_key varchar(200),
    hold_follow_up_at bigint,
    held_from_state varchar(40),
    logged_at bigint not null,
    assessed_at bigint,
    investigated_at bigint,
    fix_planned_at bigint,
    resolved_at bigint,
    closed_at bigint,
    reopened_at bigint,
    reopen_count integer not null,
    timer_at bigint,
    constraint pk_itsm_problem primary key (tenant, id)
) with (fillfactor = 85);
create unique index if not exists ux_itsm_problem_number on itsm_problem (tenant, ticket_number);
-- the queues of groups and of owners, newest first; and who has how many in which state
create index if not exists ix_itsm_problem_queue on itsm_problem (tenant, group_name, is_open, logged_at, id);
create index if not exists ix_itsm_problem_agent on itsm_problem (tenant, agent, is_open, logged_at, id);
create index if not exists ix_itsm_problem_state on itsm_problem (tenant, state);
create index if not exists ix_itsm_problem_logged on itsm_problem (tenant, logged_at, id);
create index if not exists ix_itsm_problem_updated on itsm_problem (tenant, updated_at, id);
-- problems and known errors about a configuration item, a service, a category
create index if not exists ix_itsm_problem_item on itsm_problem (tenant, configuration_item, known_error_status, logged_at, id);
create index if not exists ix_itsm_problem_service on itsm_problem (tenant, service, known_error_status, logged_at, id);
create index if not exists ix_itsm_problem_category on itsm_problem (tenant, category, known_error_status, logged_at, id);
-- due work of all tenants
create index if not exists ix_itsm_problem_wake on itsm_problem (wake_at, id) where wake_at is not null;

create table if not exists itsm_change (
    tenant varchar(64) not null,
    id uuid not null,
    lock_version bigint not null,
    ticket_number varchar(30) collate "C" not null,
    state varchar(40) not null,
    is_open smallint not null,
    stage_id text not null,
    stage_name text not null,
    workflow_token text,
    workflow_definition text not null,
    head_sequence bigint not null,
    head_hash varchar(64) not null,
    head_at bigint not null,
    updated_at bigint not null,
    wake_at bigint,
    sla_version integer not null,
    requester varchar(200),
    group_name varchar(200),
    agent varchar(200),
    custom_values text,
    summary varchar(200) not null,
    model varchar(40) not null,
    risk_tier varchar(40),
    outcome varchar(40),
    service varchar(200),
    template_ref varchar(200),
    is_locked_down smallint not null,
    window_from bigint,
    window_to bigint,
    raised_at bigint not null,
    closed_at bigint,
    decide_at bigint,
    timer_at bigint,
    subject_json text not null,
    plan_json text,
    waivers_json text,
    implementation_json text,
    review_json text,
    constraint pk_itsm_change primary key (tenant, id)
) with (fillfactor = 85);
create unique index if not exists ux_itsm_change_number on itsm_change (tenant, ticket_number);
-- who has how many in which state; what is planned at a time; how those from a template have gone
create index if not exists ix_itsm_change_state on itsm_change (tenant, state, window_to);
create index if not exists ix_itsm_change_template on itsm_change (tenant, template_ref, state);
create index if not exists ix_itsm_change_group on itsm_change (tenant, group_name, is_open, id);
create index if not exists ix_itsm_change_agent on itsm_change (tenant, agent, is_open, id);
-- newest first
create index if not exists ix_itsm_change_raised on itsm_change (tenant, raised_at, id);
create index if not exists ix_itsm_change_updated on itsm_change (tenant, updated_at, id);
-- a requester's own
create index if not exists ix_itsm_change_requester on itsm_change (tenant, requester, raised_at, id);
-- due work of all tenants
create index if not exists ix_itsm_change_wake on itsm_change (wake_at, id) where wake_at is not null;

create table if not exists itsm_timeline (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    entry_sequence bigint not null,
    happened_at bigint not null,
    actor varchar(200) not null,
    by_system boolean not null,
    action_label varchar(100) not null,
    visibility varchar(40) not null,
    entry_text text not null,
    changes text not null,
    about_kind varchar(40),
    about_id varchar(36),
    request_id varchar(187),
    request_fingerprint varchar(64),
    entry_hash varchar(64) not null,
    constraint pk_itsm_timeline primary key (tenant, ticket_kind, ticket_id, entry_sequence)
);
create unique index if not exists ux_itsm_timeline_request on itsm_timeline (tenant, request_id) where request_id is not null;

create table if not exists itsm_link (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    link_type varchar(40) collate "C" not null,
    target varchar(300) collate "C" not null,
    constraint pk_itsm_link primary key (tenant, ticket_kind, ticket_id, link_type, target)
);
create index if not exists ix_itsm_link_target on itsm_link (tenant, target, link_type, ticket_id);

create table if not exists itsm_task (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    task_run bigint not null,
    task_id varchar(255) collate "C" not null,
    task_name text not null,
    group_name varchar(200),
    agent varchar(200),
    state varchar(40) not null,
    opened_at bigint not null,
    ended_at bigint,
    constraint pk_itsm_task primary key (tenant, ticket_kind, ticket_id, task_run, task_id)
);
-- a group's open tasks, longest open first
create index if not exists ix_itsm_task_queue on itsm_task (tenant, group_name, state, ticket_kind, opened_at, ticket_id, task_id) where group_name is not null;
-- values of the host's own fields, to be found by; the tickets' rows have them all
create table if not exists itsm_custom (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    field_name varchar(40) collate "C" not null,
    field_value varchar(255) collate "C" not null,
    constraint pk_itsm_custom primary key (tenant, ticket_kind, ticket_id, field_name)
);
create index if not exists ix_itsm_custom_value on itsm_custom (tenant, ticket_kind, field_name, field_value, ticket_id);

-- what was promised for tickets, and how it stands
create table if not exists itsm_clock (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    clock_slot varchar(300) collate "C" not null,
    clock_cycle integer not null,
    is_current smallint not null,
    sla_version integer not null,
    policy_name text not null,
    priority varchar(40),
    service varchar(200),
    status varchar(40) not null,
    is_open smallint not null,
    started_at bigint not null,
    due_at bigint,
    alarm_at bigint,
    stopped_at bigint,
    is_breached smallint not null,
    history text not null,
    constraint pk_itsm_clock primary key (tenant, ticket_kind, ticket_id, clock_slot, clock_cycle)
);
-- due work of all tenants
create index if not exists ix_itsm_clock_alarm on itsm_clock (ticket_kind, alarm_at, ticket_id) where alarm_at is not null;
-- by due instant: those that are open, and those that are not
create index if not exists ix_itsm_clock_due on itsm_clock (tenant, ticket_kind, is_open, due_at, ticket_id, clock_slot, clock_cycle) where due_at is not null;
-- reports: what was stopped in a period, and what a service had
create index if not exists ix_itsm_clock_stopped on itsm_clock (tenant, ticket_kind, status, stopped_at) where stopped_at is not null;
create index if not exists ix_itsm_clock_service on itsm_clock (tenant, ticket_kind, service, clock_slot, started_at) where service is not null;

create table if not exists itsm_policies (
    tenant varchar(64) not null,
    policies_version integer not null,
    policies_json text not null,
    constraint pk_itsm_policies primary key (tenant, policies_version)
);

-- what was put to the vote on tickets, and the votes
create table if not exists itsm_approval (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    approval_round integer not null,
    policy_name text not null,
    ballot_json text not null,
    content_hash varchar(64) not null,
    opened_at bigint not null,
    outcome varchar(40) not null,
    closed_stage text,
    closed_at bigint,
    constraint pk_itsm_approval primary key (tenant, ticket_kind, ticket_id, approval_round)
);

create table if not exists itsm_vote (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    ticket_id uuid not null,
    approval_round integer not null,
    vote_sequence integer not null,
    stage_name text not null,
    principal_account varchar(200) not null,
    principal_person varchar(200) not null,
    actor_account varchar(200) not null,
    actor_person varchar(200) not null,
    role_name varchar(200),
    choice varchar(40) not null,
    content_hash varchar(64) not null,
    given_at bigint not null,
    vote_comment text not null,
    constraint pk_itsm_vote primary key (tenant, ticket_kind, ticket_id, approval_round, vote_sequence)
);

-- who votes for whom, and who is away
create table if not exists itsm_delegation (
    tenant varchar(64) not null,
    from_person varchar(200) collate "C" not null,
    starts_at bigint not null,
    to_person varchar(200) collate "C" not null,
    ends_at bigint not null,
    given_by varchar(200) not null,
    constraint pk_itsm_delegation primary key (tenant, from_person, starts_at, to_person)
);
-- whom a person votes for
create index if not exists ix_itsm_delegation_to on itsm_delegation (tenant, to_person, ends_at);

create table if not exists itsm_absence (
    tenant varchar(64) not null,
    person varchar(200) collate "C" not null,
    starts_at bigint not null,
    ends_at bigint not null,
    given_by varchar(200) not null,
    constraint pk_itsm_absence primary key (tenant, person, starts_at)
);

-- what follows from commands and was too much for one transaction; the last one that was looked at
create table if not exists itsm_cascade (
    tenant varchar(64) not null,
    ticket_kind varchar(40) collate "C" not null,
    ticket_id uuid not null,
    cascade_rule varchar(200) collate "C" not null,
    lock_version bigint not null,
    started_at bigint not null,
    total integer not null,
    followed integer not null,
    failed integer not null,
    last_at bigint,
    last_id varchar(36),
    constraint pk_itsm_cascade primary key (tenant, ticket_kind, ticket_id, cascade_rule)
);

-- when changes are scheduled
create table if not exists itsm_slot (
    tenant varchar(64) not null,
    ticket_kind varchar(40) collate "C" not null,
    ticket_id uuid not null,
    from_at bigint not null,
    to_at bigint not null,
    service varchar(200),
    change_model varchar(200) not null,
    constraint pk_itsm_slot primary key (tenant, ticket_kind, ticket_id)
);
create index if not exists ix_itsm_slot_from on itsm_slot (tenant, from_at, to_at);

-- what a scheduled change touches (i and the configuration item) and who does it (a and the assignee)
create table if not exists itsm_slot_key (
    tenant varchar(64) not null,
    ticket_kind varchar(40) collate "C" not null,
    ticket_id uuid not null,
    slot_key varchar(201) collate "C" not null,
    from_at bigint not null,
    to_at bigint not null,
    constraint pk_itsm_slot_key primary key (tenant, ticket_kind, ticket_id, slot_key)
);
create index if not exists ix_itsm_slot_key_from on itsm_slot_key (tenant, slot_key, from_at, to_at, ticket_kind, ticket_id);

-- windows and freezes; and who writes to the schedule of a tenant locks its row
create table if not exists itsm_change_calendar (
    tenant varchar(64) not null,
    calendar_version integer not null,
    calendar_json text not null,
    constraint pk_itsm_change_calendar primary key (tenant, calendar_version)
);
create table if not exists itsm_schedule (
    tenant varchar(64) not null,
    times_locked bigint not null,
    constraint pk_itsm_schedule primary key (tenant)
);

create table if not exists itsm_number (
    tenant varchar(64) not null,
    ticket_kind varchar(40) not null,
    next_value bigint not null,
    constraint pk_itsm_number primary key (tenant, ticket_kind)
);

create table if not exists itsm_schema (
    version integer not null,
    constraint pk_itsm_schema primary key (version)
);
insert into itsm_schema (version) select 1 where not exists (select 1 from itsm_schema);
