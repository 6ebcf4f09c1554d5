create table if not exists shop_order (
    id uuid not null,
    customer varchar(200) not null,
    incident varchar(30),
    constraint pk_shop_order primary key (id)
);
